"""Scale: how far one agrees, how sure one is; never marked."""

from takwin.items.kinds.scale.kind import KIND

__all__ = ["KIND"]

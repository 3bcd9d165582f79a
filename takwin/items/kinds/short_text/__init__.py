"""Short text: a few words, typed."""

from takwin.items.kinds.short_text.kind import KIND

__all__ = ["KIND"]

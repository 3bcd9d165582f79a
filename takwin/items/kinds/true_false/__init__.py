"""True or false: a sentence to judge."""

from takwin.items.kinds.true_false.kind import KIND

__all__ = ["KIND"]

"""Numeric: a number is asked."""

from takwin.items.kinds.numeric.kind import KIND

__all__ = ["KIND"]

"""Ordering: lines to put in their order."""

from takwin.items.kinds.ordering.kind import KIND

__all__ = ["KIND"]

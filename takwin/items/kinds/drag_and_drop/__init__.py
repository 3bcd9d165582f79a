"""Drag and drop: labels put into zones."""

from takwin.items.kinds.drag_and_drop.kind import KIND

__all__ = ["KIND"]

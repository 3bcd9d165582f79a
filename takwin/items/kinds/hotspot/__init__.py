"""Hotspot: a place in a picture."""

from takwin.items.kinds.hotspot.kind import KIND

__all__ = ["KIND"]

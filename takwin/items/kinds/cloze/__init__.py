"""Cloze: a text with gaps to fill."""

from takwin.items.kinds.cloze.kind import KIND

__all__ = ["KIND"]

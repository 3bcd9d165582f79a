"""Dilemma: a situation of the classroom, a position and why; never marked."""

from takwin.items.kinds.dilemma.kind import KIND

__all__ = ["KIND"]

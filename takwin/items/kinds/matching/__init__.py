"""Matching: each line with what it belongs with."""

from takwin.items.kinds.matching.kind import KIND

__all__ = ["KIND"]

"""Long text: an answer in one's own words, marked by hand."""

from takwin.items.kinds.long_text.kind import KIND

__all__ = ["KIND"]

"""Two states of a course compared, in a form that people read."""

from takwin.content.compare.compare import Comparison, Edition, compare

__all__ = ["Comparison", "Edition", "compare"]

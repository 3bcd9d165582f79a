"""Multiple choice: any number of right answers among several."""

from takwin.items.kinds.multiple_choice.kind import KIND

__all__ = ["KIND"]

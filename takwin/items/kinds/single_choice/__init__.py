"""Single choice: one right answer among several."""

from takwin.items.kinds.single_choice.kind import KIND

__all__ = ["KIND"]

"""Days that somebody may mean: a year typed with two digits, or with five, is a slip."""

from datetime import date

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)


def meant(day: date) -> bool:
    """Whether somebody can mean that day."""
    return FIRST <= day <= LAST

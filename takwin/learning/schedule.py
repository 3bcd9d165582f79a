"""Dates for the modules of a run: reading what somebody typed, and suggesting some; plain Python."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from takwin.learning.run import DAYS, Moment, Span
from takwin.lib.days import meant

WEEK = 7


class NotAMoment(ValueError):
    """What was typed is no date, or no number of days, where that is asked for."""


def moment(text: str, pace: str) -> Moment:
    """A date for fixed dates, days after a start for a relative pace; None where nothing stands. Raises NotAMoment."""
    text = text.strip()
    if not text or pace not in {"fixed", "relative"}:
        return None
    if pace == "relative":
        if not re.fullmatch(r"\d{1,3}", text) or int(text) not in DAYS:
            raise NotAMoment(text)
        return int(text)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotAMoment(text) from None
    if not meant(day):
        raise NotAMoment(text)
    return day


def written(one: Moment) -> str:
    """As `moment` reads it."""
    return one.isoformat() if isinstance(one, date) else "" if one is None else str(one)


def suggested(modules: Sequence[str], pace: str, first: date) -> dict[str, Span]:
    """A week for each module: it opens on the first day of it (with a relative pace at once) and should be done on the last."""
    if pace == "relative":
        return {module: Span(None, (number + 1) * WEEK) for number, module in enumerate(modules)}
    return {
        module: Span(first + timedelta(weeks=number), first + timedelta(weeks=number + 1, days=-1))
        for number, module in enumerate(modules)
    }

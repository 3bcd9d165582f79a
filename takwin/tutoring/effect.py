"""What came of contacts: coming back within a week, beside those who were due and not contacted; and what was planned and done. Plain Python.

This is no trial: tutors choose whom they reach first, and people who can be reached may come back anyway."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median_low

WEEK = timedelta(days=7)
FEWEST = 5
"""No share is told of fewer people than these."""


@dataclass(frozen=True, slots=True)
class Silence:
    """One case of somebody who never opened or stopped: when it was due, when they were contacted first, when they came back."""

    due: datetime
    contacted: datetime | None = None
    back: datetime | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """People, and how many of them came back within a week."""

    people: int = 0
    back: int = 0

    @property
    def percent(self) -> int | None:
        """The share, in whole percent; None where it would be of too few."""
        return self.back * 100 // self.people if self.people >= FEWEST else None


def compared(silences: Iterable[Silence], now: datetime) -> tuple[Group, Group]:
    """Those contacted, and those due and not contacted within a week of it; only those whose week is over. The week of the first is
    counted from the contact, that of the others from when they were due. Whoever came back before either belongs to neither."""
    reached, others = Group(), Group()
    for one in silences:
        contacted = one.contacted if one.contacted and one.contacted <= one.due + WEEK else None
        begins = contacted or one.due
        if begins + WEEK > now or (one.back and one.back < begins):
            continue
        back = one.back is not None and one.back <= begins + WEEK
        if contacted:
            reached = Group(reached.people + 1, reached.back + back)
        else:
            others = Group(others.people + 1, others.back + back)
    return reached, others


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that was due: its role, whose it is, since when and by when, how it ended ("" while it waits) and when, and its minutes."""

    role: str
    tutor: int | None
    since: datetime
    until: datetime
    outcome: str = ""
    ended: datetime | None = None
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Sum:
    """What was due, what became of it, how many were in time, half of the delays in hours at most, and the minutes of those done."""

    due: int = 0
    done: int = 0
    skipped: int = 0
    moot: int = 0
    waiting: int = 0
    late: int = 0
    delay: int | None = None
    minutes: int = 0


def summed(turns: Iterable[Turn], now: datetime) -> Sum:
    """The sum of some."""
    some = list(turns)
    many = {word: sum(one.outcome == word for one in some) for word in ("done", "skipped", "moot", "")}
    delays = [(one.ended - one.since) // timedelta(hours=1) for one in some if one.outcome == "done" and one.ended]
    late = sum((one.ended or now) > one.until for one in some if one.outcome in {"", "done"})
    return Sum(
        len(some), many["done"], many["skipped"], many["moot"], many[""], late,
        median_low(delays) if delays else None, sum(one.minutes for one in some if one.outcome == "done"),
    )  # fmt: skip


def by_role(turns: Iterable[Turn], now: datetime) -> Mapping[str, Sum]:
    """The sums by role."""
    found: dict[str, list[Turn]] = {}
    for one in turns:
        found.setdefault(one.role, []).append(one)
    return {role: summed(some, now) for role, some in sorted(found.items())}


def by_tutor(turns: Iterable[Turn], now: datetime) -> Mapping[int | None, Sum]:
    """The sums by tutor; None for what waits for somebody."""
    found: dict[int | None, list[Turn]] = {}
    for one in turns:
        found.setdefault(one.tutor, []).append(one)
    return {tutor: summed(some, now) for tutor, some in found.items()}

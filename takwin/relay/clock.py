"""How far the clock of a box was from its parent's, and when its acts were done by the parent's; plain Python.

A laptop without a good battery wakes in another year, and somebody may set it before its acts go up. So a box notes each time at which it heard what
the parent's clock said, and tells these readings with its acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

NEAR = timedelta(minutes=10)
"""What may lie between two good clocks and a slow line."""
TICK = timedelta(milliseconds=1)
"""What the record tells apart."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Two clocks side by side: after how many sentences of the box, what its clock said (`here`), and what the parent's did (`there`). One that came by a
    file is not `exact`: it was later than that by the parent's clock."""

    after: int
    here: datetime
    there: datetime
    exact: bool

    @property
    def lacks(self) -> timedelta:
        """What the clock of the box was behind, as far as this can tell; below zero where it was ahead, nothing where it was near."""
        behind = self.there - self.here
        return behind if abs(behind) > NEAR and (self.exact or behind > timedelta(0)) else timedelta(0)

    def text(self) -> list[Any]:
        """As a box tells it."""
        return [self.after, self.here.isoformat(), self.there.isoformat(), self.exact]


def read(told: Sequence[Any]) -> Reading:
    """A reading as a box tells it. Raises ValueError, TypeError."""
    after, here, there, exact = told
    found = Reading(int(after), datetime.fromisoformat(here), datetime.fromisoformat(there), exact is True)
    if found.here.tzinfo is None or found.there.tzinfo is None:
        raise ValueError("a moment without an offset")
    return found


def arrival(after: int, made: datetime, now: datetime, before: Sequence[Reading], *, at_once: bool) -> Reading:
    """The reading that a parcel is, made when the box's clock said `made`, here `now`. One that comes `at_once`, by network, is exact; one on a stick was under
    way for nobody knows how long, but not since tomorrow; then what the box knew last holds."""
    if at_once or made > now:
        return Reading(after, made, now, exact=True)
    if not before:
        return Reading(after, made, made, exact=True)
    then = max(_moved(made, before[-1].lacks) or made, before[-1].there)
    return Reading(after, made, min(then, now), exact=True)


def put_right(number: int, at: datetime, readings: Sequence[Reading], came: Reading) -> datetime:
    """When the act of a sentence was done by the parent's clock. `readings` are in their order, `came` is that of its parcel.

    It was after the reading before it and not after the next one. Where the clock was set between these two, either may have held: the earlier
    moment that fits is taken, since nobody shall be late by a clock. What no reading makes fit is taken as done next to the nearest."""
    before = max((one for one in readings if one.after < number), key=lambda one: one.after, default=None)
    after = min((one for one in readings if one.after >= number), key=lambda one: one.after, default=came)
    last = min(came.there, after.there) if after.exact else came.there
    tries = [moved for one in {after.lacks, before.lacks if before else after.lacks} if (moved := _moved(at, one))]
    first = before.there if before else None
    fitting = [one for one in tries if (first is None or first - NEAR <= one) and one <= last + NEAR]
    if fitting:
        return min(min(fitting), last)
    if first is not None and all(one < first for one in tries):
        return min(first + (number - before.after) * TICK, last) if before else last
    return max(last - max(came.after - number, 0) * TICK, first or last - NEAR)


def _moved(at: datetime, by: timedelta) -> datetime | None:
    try:
        return at + by
    except OverflowError:
        return None

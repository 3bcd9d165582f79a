"""Whether the tutors of a run can carry its supervision scenario; plain Python."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta

from takwin.scenarios.supervision import Supervision, cost

WEEKS = 6
"""How long a run without dates is taken to last for one learner."""
MOST_WEEKS = 52
SOME, MANY = 100, 100_000
"""Learners by whom one is reckoned where nobody is there yet, and the most that are reckoned with."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """Minutes a week that the scenario asks for so many learners, and those that the tutors have; `each` is what one learner costs in
    seconds for all of the run; `most` how many learners the tutors can carry; `open`: as many as come may join."""

    learners: int
    weeks: int
    needed: int
    given: int
    tutors: int
    each: int
    most: int = 0
    open: bool = False

    @property
    def missing(self) -> int:
        """Minutes a week that nobody has."""
        return max(0, self.needed - self.given)

    @property
    def enough(self) -> bool:
        """Whether they can carry it."""
        return not self.missing

    @property
    def minutes_each(self) -> int:
        """What one learner costs, in begun minutes."""
        return -(-self.each // 60)


def weeks(opens: datetime | None, closes: datetime | None) -> int:
    """How many weeks a run lasts, begun ones counted."""
    if opens is None or closes is None:
        return WEEKS
    return min(MOST_WEEKS, max(1, -(-(closes - opens) // timedelta(weeks=1))))


def capacity(found: Supervision, learners: int, lasts: int, given: int, tutors: int, *, open: bool = False) -> Capacity:
    """What the scenario asks a week, and what there is."""
    needed, each = _weekly(found, learners, lasts), cost(found, learners or SOME).seconds_each
    return Capacity(learners, lasts, needed, given, tutors, each, carries(found, lasts, given), open)


def carries(found: Supervision, lasts: int, given: int) -> int:
    """How many learners can be carried with so many minutes a week; never more than MANY."""
    return bisect_right(range(1, MANY + 1), given, key=lambda learners: _weekly(found, learners, lasts))


def _weekly(found: Supervision, learners: int, lasts: int) -> int:
    return -(-cost(found, learners).total // lasts)

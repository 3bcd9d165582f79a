"""Whether the tutors of a run can carry its supervision scenario; plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from takwin.scenarios.supervision import Supervision, cost

WEEKS = 6
"""How long a run without dates is taken to last for one learner."""
MOST_WEEKS = 52


@dataclass(frozen=True, slots=True)
class Capacity:
    """Minutes a week that the scenario asks for so many learners, and those that the tutors have; `each` is what one learner costs in
    seconds for all of the run."""

    learners: int
    weeks: int
    needed: int
    given: int
    tutors: int
    each: int

    @property
    def missing(self) -> int:
        """Minutes a week that nobody has."""
        return max(0, self.needed - self.given)

    @property
    def enough(self) -> bool:
        """Whether they can carry it."""
        return not self.missing


def weeks(opens: datetime | None, closes: datetime | None) -> int:
    """How many weeks a run lasts, begun ones counted."""
    if opens is None or closes is None:
        return WEEKS
    return min(MOST_WEEKS, max(1, -(-(closes - opens) // timedelta(weeks=1))))


def capacity(found: Supervision, learners: int, lasts: int, given: int, tutors: int) -> Capacity:
    """What the scenario asks a week, and what there is."""
    told = cost(found, learners)
    return Capacity(learners, lasts, -(-told.total // lasts), given, tutors, told.seconds_each)

"""How far somebody is in a course, and what is missing to complete it."""

from dataclasses import dataclass
from datetime import datetime

from takwin.assessment.asked import Asked
from takwin.assessment.policy import allowance, waits
from takwin.learning.counting import Summary


@dataclass(frozen=True, slots=True)
class Standing:
    """Steps and tasks done and to do, meetings in a room attended of those asked for and the minutes there, marks earned, missing and still to be had; all marks in hundredths of a point."""

    done: int
    steps: int
    mark: int
    points: int
    missing_steps: int
    missing_points: int
    open_points: int
    completed: datetime | None
    declared: int = 0
    tasks: int = 0
    missing_tasks: int = 0
    attended: int = 0
    sessions: int = 0
    minutes: int = 0

    @property
    def missing_sessions(self) -> int:
        """The meetings in a room that are still asked for."""
        return max(0, self.sessions - self.attended)

    @property
    def out_of_reach(self) -> bool:
        """Whether the questions that can still be answered no longer bring the points that are missing."""
        return self.missing_points > self.open_points


def standing(sums: Summary, asked: Asked, now: datetime) -> Standing:
    """Where somebody stands under the completion rule of what they are asked. A step or a hundredth that the rule asks for in part is
    asked for whole."""
    rule = asked.rules
    return Standing(
        done=sums.done,
        steps=sums.steps,
        mark=sums.mark,
        points=sums.points,
        missing_steps=max(0, _share(rule.steps_share, sums.steps) - sums.done),
        missing_points=max(0, _share(rule.mark_share, sums.points) - sums.mark),
        open_points=open_points(asked, now),
        completed=asked.state.completed,
        declared=sums.declared,
        tasks=sums.tasks,
        missing_tasks=max(0, _share(rule.tasks_share, sums.tasks) - sums.declared),
        attended=sums.attended,
        sessions=sums.sessions,
        minutes=sums.minutes,
    )


def _share(percent: int, whole: int) -> int:
    """Percent of a whole, rounded up."""
    return -(-percent * whole // 100)


def open_points(asked: Asked, now: datetime) -> int:
    """How many hundredths may still be earned."""
    return sum(
        policy.points - (min(given.best, policy.points) if given.asked == policy.asked else 0)
        for policy, given in asked.tasks()
        if allowance(policy, given, now).open or waits(policy, given)
    )

"""How far somebody is in a course, and what is missing to complete it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from takwin.assessment.policy import ItemPolicy, allowance
from takwin.content.release import Outline
from takwin.learning.progress import Answers, State, Summary


@dataclass(frozen=True, slots=True)
class Standing:
    """Steps and tasks done and to do, marks earned, missing and still to be had; all marks in hundredths of a point."""

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

    @property
    def out_of_reach(self) -> bool:
        """Whether the questions that can still be answered no longer bring the points that are missing."""
        return self.missing_points > self.open_points


def standing(sums: Summary, state: State, outline: Outline, closes: datetime | None, now: datetime) -> Standing:
    """Where a state stands under the completion rule of its release. A step or a hundredth that the rule asks for in part is asked
    for whole."""
    rule = outline["completion"]
    return Standing(
        done=sums.done,
        steps=sums.steps,
        mark=sums.mark,
        points=sums.points,
        missing_steps=max(0, _share(rule["steps"], sums.steps) - sums.done),
        missing_points=max(0, _share(rule["mark"], sums.points) - sums.mark),
        open_points=open_points(state.answers, outline, closes, now),
        completed=state.completed,
        declared=sums.declared,
        tasks=sums.tasks,
        missing_tasks=max(0, _share(rule.get("tasks", 0), sums.tasks) - sums.declared),
    )


def _share(percent: int, whole: int) -> int:
    """Percent of a whole, rounded up."""
    return -(-percent * whole // 100)


def open_points(answers: Mapping[str, Answers], outline: Outline, closes: datetime | None, now: datetime) -> int:
    """How many hundredths may still be earned."""
    total = 0
    for item, rule in outline["items"].items():
        policy, given = ItemPolicy.of(outline, item, closes), answers.get(item, Answers())
        if rule["graded"] and allowance(policy, given, now).open:
            total += policy.points - (min(given.best, policy.points) if given.asked == policy.asked else 0)
    return total

"""How far a course is translated, from its releases and its draft."""

from collections import Counter
from dataclasses import dataclass

from takwin.content import parts as content
from takwin.content.models import Course as CourseRow
from takwin.content.models import Draft, Release
from takwin.content.source.course import Course
from takwin.content.translation import Standing, standings


@dataclass(frozen=True, slots=True)
class Translated:
    """The newest state of a course and how its languages stand; `states` are all there are, the oldest first."""

    course: Course
    states: list[Release | Draft]
    standings: tuple[Standing, ...]

    @property
    def counts(self) -> list[tuple[str, Counter[str]]]:
        """By language: how many steps stand how."""
        told = {language: Counter[str]() for language in self.course.languages}
        for standing in self.standings:
            for one in standing.languages:
                told[one.language][one.what] += 1
        return list(told.items())

    @property
    def waiting(self) -> int:
        """How many texts are missing or older than their original."""
        return sum(standing.count("missing") + standing.count("older") for standing in self.standings)


def translated(course: CourseRow) -> Translated | None:
    """How a course is translated; None before there is anything to read."""
    states = content.states(course)
    newest = content.source(states[-1][0]) if states else None
    if newest is None:
        return None
    keys = [f"{module.id}/{step.id}" for module in newest.modules for step in module.steps]
    found = standings([prints for _, prints in states], keys, newest.languages)
    return Translated(newest, [state for state, _ in states], found)


def untranslated(course: CourseRow) -> int:
    """How many texts of a course are missing or older than their original."""
    found = translated(course)
    return found.waiting if found else 0

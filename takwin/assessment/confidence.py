"""How sure somebody says to be of an answer, and how well that fits what it earned; plain Python.

Three levels, as in certainty-based marking (Gardner-Medwin 1995, *Confidence assessment in the teaching of basic science*, ALT-J 3(1),
80-85). They change no mark: see `docs/decisions/0015-confidence-changes-no-mark.md`."""

from collections.abc import Iterable
from dataclasses import dataclass

from takwin.lib.text import N_, Sentence

LEVELS = {1: N_("Not sure"), 2: N_("Fairly sure"), 3: N_("Sure")}
SURE = 3


@dataclass(frozen=True, slots=True)
class Level:
    """A level as it is offered."""

    number: int

    @property
    def name(self) -> Sentence:
        """In words."""
        return Sentence(LEVELS[self.number])


@dataclass(frozen=True, slots=True)
class Judged:
    """The answers of which one level was said: how many, and how many of them earned all their points."""

    level: Level
    answers: int
    right: int


def levels() -> list[Level]:
    """All that may be said, the least first."""
    return [Level(number) for number in LEVELS]


def read(words: str) -> int | None:
    """The level that a form says; None for nothing and for nonsense."""
    return int(words) if words in {str(number) for number in LEVELS} else None


def judged(given: Iterable[tuple[int | None, int, int]]) -> list[Judged]:
    """From (level, mark, points) of answers: what each level that was said came to, the surest first."""
    said = [(level, mark >= points) for level, mark, points in given if level in LEVELS]
    found = {number: [right for level, right in said if level == number] for number in sorted(LEVELS, reverse=True)}
    return [Judged(Level(number), len(some), sum(some)) for number, some in found.items() if some]


def misled(level: int | None, mark: int, points: int) -> bool:
    """Whether somebody was sure and has less than half of the points."""
    return level == SURE and 2 * mark < points

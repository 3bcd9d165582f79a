"""What first answers tell of questions: how hard they are, what they separate, how long they take; plain Python."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from statistics import median_low
from typing import NamedTuple

from takwin.assessment.dif import Dif, Table, dif, enough

FEWEST = 10
"""Answers below which nothing is told: not of the question, which is not known yet, nor of the few who answered."""
STEADY = 30
"""Answers below which nothing is told that leans on how people differ."""
BANDS = 20
"""Levels into which people are put to compare languages: steps of 5 % of all points."""


class Given(NamedTuple):
    """The first answer of one person to one question: what it earned (hundredths), in which language, and how long after the page
    was shown (seconds, None: not known)."""

    person: int
    item: str
    mark: int
    language: str
    seconds: int | None


class Level(NamedTuple):
    """What a person earned of what they could (hundredths)."""

    earned: int
    possible: int

    @property
    def band(self) -> int:
        """One of the levels by which languages are compared."""
        return self.earned * BANDS // self.possible

    def without(self, mark: int, whole: int) -> int:
        """What the others of a person's questions would come to, had the person been asked for the `whole`."""
        return (self.earned - mark) * whole // self.possible


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one question. `facility`: the share of the points that first answers earn, in percent. `discrimination`: the correlation
    of a question's mark with the marks of all other questions that count (the corrected point-biserial; Henrysson 1963,
    Psychometrika 28, 211-218), for those who answered them all; None: too few people, or nothing varies. `seconds`: the median.
    `languages`: answers and facility in each. `dif`: by language, against the one with the most answers."""

    answers: int
    facility: int
    discrimination: float | None = None
    seconds: int | None = None
    languages: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    dif: Mapping[str, Dif] = field(default_factory=dict)


def figures(
    given: Iterable[Given], points: Mapping[str, int], graded: Collection[str], asked: int | None = None
) -> dict[str, Figures]:
    """Figures of every question of `points` (hundredths) that at least `FEWEST` people have answered. `graded` are those whose
    marks together are a person's level; each person is `asked` so many of them (None: all)."""
    by_item: dict[str, list[Given]] = defaultdict(list)
    for one in given:
        if one.item in points:
            by_item[one.item].append(one)
    whole = sum(points[item] for item in graded)
    levels = _levels(by_item, {item: points[item] for item in graded}, len(graded) if asked is None else asked)
    return {
        item: _figures(answers, points[item], levels, whole, item in graded)
        for item, answers in by_item.items()
        if len(answers) >= FEWEST
    }


def _levels(by_item: Mapping[str, Sequence[Given]], points: Mapping[str, int], asked: int) -> dict[int, Level]:
    """How each person who has answered all that they were asked did. Of a pool some are asked one question and some another: all are
    compared by shares of what they could earn."""
    earned: Counter[int] = Counter()
    possible: Counter[int] = Counter()
    answered: Counter[int] = Counter()
    for item, worth in points.items():
        for one in by_item.get(item, ()):
            earned[one.person] += one.mark
            possible[one.person] += worth
            answered[one.person] += 1
    return {person: Level(earned[person], possible[person]) for person, n in answered.items() if n >= asked > 0}


def _figures(answers: Sequence[Given], points: int, levels: Mapping[int, Level], whole: int, counts: bool) -> Figures:
    placed = [one for one in answers if one.person in levels]
    pairs = [(one.mark, levels[one.person].without(counts * one.mark, whole)) for one in placed]
    seconds = [one.seconds for one in answers if one.seconds is not None]
    languages = Counter(one.language for one in answers)
    spoken = {language: [one for one in answers if one.language == language] for language, _ in languages.most_common()}
    return Figures(
        len(answers),
        _facility(answers, points),
        correlation(pairs) if len(pairs) >= STEADY else None,
        median_low(seconds) if len(seconds) >= FEWEST else None,
        {language: (len(some), _facility(some, points)) for language, some in spoken.items() if len(some) >= FEWEST},
        _compared(placed, points, levels, list(spoken)),
    )


def _facility(answers: Sequence[Given], points: int) -> int:
    return round(100 * sum(one.mark for one in answers) / (points * len(answers)))


def correlation(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Pearson's correlation; None where one side does not vary."""
    n, sum_x, sum_y = len(pairs), sum(x for x, _ in pairs), sum(y for _, y in pairs)
    over_x = n * sum(x * x for x, _ in pairs) - sum_x * sum_x
    over_y = n * sum(y * y for _, y in pairs) - sum_y * sum_y
    if not over_x or not over_y:
        return None
    return (n * sum(x * y for x, y in pairs) - sum_x * sum_y) / (sqrt(over_x) * sqrt(over_y))


def _compared(
    placed: Sequence[Given], points: int, levels: Mapping[int, Level], languages: Sequence[str]
) -> dict[str, Dif]:
    """Each language against the first, for people of the same level; the level holds the question itself (Holland and Thayer 1988)."""
    told = {}
    for focal in languages[1:]:
        tables = _tables(placed, points, levels, (languages[0], focal))
        if enough(tables) and (found := dif(tables)):
            told[focal] = found
    return told


def _tables(placed: Sequence[Given], points: int, levels: Mapping[int, Level], pair: Sequence[str]) -> list[Table]:
    """By level, who is wholly right and who is not, in the reference and in the focal language."""
    cells: Counter[tuple[int, str, bool]] = Counter(
        (levels[one.person].band, one.language, one.mark >= points) for one in placed
    )
    bands = sorted({band for band, language, _ in cells if language in pair})
    reference, focal = pair
    return [
        (
            cells[band, reference, True],
            cells[band, reference, False],
            cells[band, focal, True],
            cells[band, focal, False],
        )
        for band in bands
    ]

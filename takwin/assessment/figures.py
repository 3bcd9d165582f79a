"""What first answers tell of questions: how hard they are, what they separate, how long they take; plain Python."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
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


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """What a person earned of what they could (hundredths), and one of the levels by which languages are compared. It is told from others
    as an object, which is counted faster than what it holds; people who earned the same share theirs."""

    earned: int
    possible: int
    band: int


class Answers(NamedTuple):
    """The first answers to one question in columns, which are read faster than rows are: who gave each, what it earned (hundredths), in which
    language, and how long after the page was shown (seconds, None: not known)."""

    people: Sequence[int]
    marks: Sequence[int]
    languages: Sequence[str]
    seconds: Sequence[int | None]


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
    given: Mapping[str, Answers], points: Mapping[str, int], graded: Collection[str], asked: int | None = None
) -> dict[str, Figures]:
    """Figures of every question of `points` (hundredths) that at least `FEWEST` people have answered. `graded` are those whose
    marks together are a person's level; each person is `asked` so many of them (None: all)."""
    by_item = {item: answers for item, answers in given.items() if item in points}
    whole = sum(points[item] for item in graded)
    levels = _levels(by_item, {item: points[item] for item in graded}, len(graded) if asked is None else asked)
    return {
        item: _figures(answers, points[item], levels, whole, item in graded)
        for item, answers in by_item.items()
        if len(answers.people) >= FEWEST
    }


def _levels(by_item: Mapping[str, Answers], points: Mapping[str, int], asked: int) -> dict[int, Level]:
    """How each person who has answered all that they were asked did. Of a pool some are asked one question and some another: all are
    compared by shares of what they could earn."""
    earned: dict[int, int] = defaultdict(int)
    possible: dict[int, int] = defaultdict(int)
    answered: Counter[int] = Counter()
    for item, worth in points.items():
        if answers := by_item.get(item):
            answered.update(answers.people)
            for person, mark in zip(answers.people, answers.marks, strict=True):
                earned[person] += mark
                possible[person] += worth
    placed = {person: (earned[person], possible[person]) for person, n in answered.items() if n >= asked > 0}
    levels = {level: Level(*level, level[0] * BANDS // level[1]) for level in set(placed.values())}
    return {person: levels[level] for person, level in placed.items()}


Cells = Counter[tuple[int, str, Level | None]]
"""How many people earned so much, answered in a language, and are of a level. Thousands of answers fall into some hundreds of cells."""


def _figures(answers: Answers, points: int, levels: Mapping[int, Level], whole: int, counts: bool) -> Figures:
    cells: Cells = Counter(zip(answers.marks, answers.languages, map(levels.get, answers.people), strict=True))
    seconds = [one for one in answers.seconds if one is not None]
    spoken = _spoken(cells)
    return Figures(
        len(answers.people),
        _facility(sum(answers.marks), points, len(answers.people)),
        _discrimination(cells, whole, counts),
        median_low(seconds) if len(seconds) >= FEWEST else None,
        {
            language: (number, _facility(earned, points, number))
            for language, (number, earned) in spoken.items()
            if number >= FEWEST
        },
        _compared(cells, points, list(spoken)),
    )


def _spoken(cells: Cells) -> dict[str, tuple[int, int]]:
    """How many answered in each language, the most first, and what they earned together."""
    earned: Counter[str] = Counter()
    number: Counter[str] = Counter()
    for (mark, language, _), people in cells.items():
        earned[language] += mark * people
        number[language] += people
    return {language: (answers, earned[language]) for language, answers in number.most_common()}


def _discrimination(cells: Cells, whole: int, counts: bool) -> float | None:
    pairs: Counter[tuple[int, int]] = Counter()
    for (mark, _, level), people in cells.items():
        if level:  # the others, had the person been asked for the whole
            pairs[mark, (level.earned - counts * mark) * whole // level.possible] += people
    return correlation(pairs) if pairs.total() >= STEADY else None


def _facility(earned: int, points: int, answers: int) -> int:
    return round(100 * earned / (points * answers))


def correlation(pairs: Mapping[tuple[int, int], int]) -> float | None:
    """Pearson's correlation of pairs, each with how often it stands; None where one side does not vary."""
    n = sum_x = sum_y = square_x = square_y = product = 0
    for (x, y), times in pairs.items():
        n += times
        sum_x += times * x
        sum_y += times * y
        square_x += times * x * x
        square_y += times * y * y
        product += times * x * y
    over_x, over_y = n * square_x - sum_x * sum_x, n * square_y - sum_y * sum_y
    if not over_x or not over_y:
        return None
    return (n * product - sum_x * sum_y) / (sqrt(over_x) * sqrt(over_y))


def _compared(cells: Cells, points: int, languages: Sequence[str]) -> dict[str, Dif]:
    """Each language against the first, for people of the same level; the level holds the question itself (Holland and Thayer 1988)."""
    sorted_out: Counter[tuple[int, str, bool]] = Counter()
    for (mark, language, level), people in cells.items():
        if level:
            sorted_out[level.band, language, mark >= points] += people
    told = {}
    for focal in languages[1:]:
        tables = _tables(sorted_out, (languages[0], focal))
        if enough(tables) and (found := dif(tables)):
            told[focal] = found
    return told


def _tables(cells: Mapping[tuple[int, str, bool], int], pair: Sequence[str]) -> list[Table]:
    """By level, who is wholly right and who is not, in the reference and in the focal language."""
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

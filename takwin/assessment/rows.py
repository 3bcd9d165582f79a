"""What first answers tell of the rows of a question that varies: whether all people are asked an equally hard one; plain Python."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from takwin.assessment.figures import FEWEST, STEADY, Answers

FAR = 20
"""Percent of the points that a row must lie from the others before anything is said."""
CHI_SQUARE_1 = 6.635
"""One degree of freedom, 1 %: with several rows, some differ by chance."""


@dataclass(frozen=True, slots=True)
class RowFigures:
    """One row (from 0): how many first answers it had, the share of the points that they earn, in percent, and whether it is "harder" or
    "easier" than the other rows together; "" where they do not differ, or too few have answered."""

    row: int
    answers: int
    facility: int
    apart: str = ""


def by_row(answers: Answers, asked: Sequence[int], points: int) -> list[RowFigures]:
    """The rows that at least `FEWEST` people were asked, in the order of the source. `asked` is the row behind each answer."""
    people, earned, right = Counter(asked), Counter[int](), Counter[int]()
    for row, mark in zip(asked, answers.marks, strict=True):
        earned[row] += mark
        right[row] += mark >= points
    sums = {row: Sums(people[row], earned[row] / points, right[row]) for row in sorted(people)}
    apart = _apart(sums)
    return [
        RowFigures(row, own.people, own.percent, apart.get(row, ""))
        for row, own in sums.items()
        if own.people >= FEWEST
    ]


class Sums(NamedTuple):
    """People, the points that they earned together (in those of one answer), how many of them are wholly right."""

    people: int
    earned: float
    right: int

    @property
    def percent(self) -> int:
        """The share of the points that they earn."""
        return round(100 * self.earned / self.people)


def _apart(sums: Mapping[int, Sums]) -> dict[int, str]:
    """The rows that are harder or easier. The farthest comes first, and is then no longer among the others, which it would make look
    different."""
    told: dict[int, str] = {}
    left = dict(sums)
    while found := _farthest(left):
        told[found[0]] = found[1]
        del left[found[0]]
    return told


def _farthest(sums: Mapping[int, Sums]) -> tuple[int, str] | None:
    far: dict[int, tuple[float, bool]] = {}
    for row, own in sums.items():
        rest = _together(other for at, other in sums.items() if at != row)
        if min(own.people, rest.people) >= STEADY and abs(own.percent - rest.percent) >= FAR:
            far[row] = _chi_square(own, rest), own.percent < rest.percent
    if not far or max(far.values())[0] < CHI_SQUARE_1:
        return None
    farthest = max(far, key=far.__getitem__)
    return farthest, "harder" if far[farthest][1] else "easier"


def _together(rows: Iterable[Sums]) -> Sums:
    found = list(rows)
    return Sums(sum(one.people for one in found), sum(one.earned for one in found), sum(one.right for one in found))


def _chi_square(own: Sums, rest: Sums) -> float:
    """Of the people wholly right and not, in the row and in the others, with Yates's correction; 0 where nothing varies."""
    a, b, c, d = own.right, own.people - own.right, rest.right, rest.people - rest.right
    whole, margins = a + b + c + d, (a + b) * (c + d) * (a + c) * (b + d)
    surplus = max(0.0, abs(a * d - b * c) - whole / 2)
    return float(whole * surplus * surplus / margins) if margins else 0.0

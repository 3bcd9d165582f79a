"""Whether a question behaves differently in two languages: Mantel-Haenszel and the categories of ETS; plain Python.

Dorans and Holland (1993), *DIF detection and description: Mantel-Haenszel and standardization*, in Holland and Wainer (eds.),
Differential Item Functioning. The variance is that of Robins, Breslow and Greenland (1986), Biometrics 42, 311-323."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

DELTA = -2.35
"""Makes a logarithm of odds a difference on the delta scale of ETS (-4/1.7)."""
CHI_SQUARE_5, NORMAL_5 = 3.841, 1.645
SMALLER, TOGETHER = 200, 500
"""People needed in the smaller group and in both: the floor of ETS when a test is put together (Zwick 2012, RR-12-08)."""
Table = tuple[int, int, int, int]
"""People of one level: reference right, reference wrong, focal right, focal wrong."""


@dataclass(frozen=True, slots=True)
class Dif:
    """`delta` is MH D-DIF: below 0, the question is harder for the focal group than for people of the same level in the reference
    group. `category`: "A" negligible, "B" slight to moderate, "C" large."""

    delta: float
    error: float
    chi_square: float

    @property
    def category(self) -> str:
        """A: not different from 0 at 5 %, or less than 1 in size. C: 1.5 or more, and more than 1 at 5 % (one-sided). B: the others."""
        size = abs(self.delta)
        if self.chi_square < CHI_SQUARE_5 or size < 1:
            return "A"
        return "C" if size >= 1.5 and size - NORMAL_5 * self.error > 1 else "B"


def enough(tables: Iterable[Table]) -> bool:
    """Whether there are people enough in both groups to say anything."""
    seen = list(tables)
    groups = sum(a + b for a, b, _, _ in seen), sum(c + d for _, _, c, d in seen)
    return min(groups) >= SMALLER and sum(groups) >= TOGETHER


def dif(tables: Iterable[Table]) -> Dif | None:
    """The difference over all levels; None where it cannot be reckoned (nobody right, or nobody wrong, in one of the groups)."""
    useful = [table for table in tables if table[0] + table[1] and table[2] + table[3]]
    parts = [_parts(*table) for table in useful]
    for_reference, for_focal = sum(part["r"] for part in parts), sum(part["s"] for part in parts)
    if not for_reference or not for_focal:
        return None
    delta = DELTA * log(for_reference / for_focal)
    return Dif(delta, abs(DELTA) * sqrt(_variance(parts, for_reference, for_focal)), _chi_square(useful))


def _parts(a: int, b: int, c: int, d: int) -> Mapping[str, float]:
    people = a + b + c + d
    return {"p": (a + d) / people, "q": (b + c) / people, "r": a * d / people, "s": b * c / people}


def _variance(parts: Iterable[Mapping[str, float]], r: float, s: float) -> float:
    """Of the logarithm of the common odds ratio."""
    return sum(
        one["p"] * one["r"] / (2 * r * r)
        + (one["p"] * one["s"] + one["q"] * one["r"]) / (2 * r * s)
        + one["q"] * one["s"] / (2 * s * s)
        for one in parts
    )


def _chi_square(tables: Iterable[Table]) -> float:
    """Mantel and Haenszel's, with the correction for continuity; 0 where nothing varies."""
    surplus = variance = 0.0
    for a, b, c, d in tables:
        people, right = a + b + c + d, a + c
        surplus += a - (a + b) * right / people
        variance += (a + b) * (c + d) * right * (people - right) / (people * people * (people - 1))
    return max(0.0, abs(surplus) - 0.5) ** 2 / variance if variance else 0.0

"""Criteria by which a product is looked at, with levels where the author describes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from takwin.scenarios.complaints import Complaint

MOST_POINTS = 1000
_POINTS = re.compile(r"\((\d{1,4})\)(?: +|$)")
_ARROW = re.compile(r"\s->(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of a criterion, from the least to the most: its name in plain text, what it looks like in Markdown, and its points,
    None where levels only have names."""

    title: str
    text: str = ""
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is looked at, in Markdown, and its levels; none where a colleague answers in words."""

    text: str
    levels: tuple[Level, ...] = ()


def level(text: str) -> Level | None:
    """The level in "(2) There -> a camera would have recorded it"; None without an arrow or a name."""
    arrow = _ARROW.search(text)
    if arrow is None:
        return None
    name, said = text[: arrow.start()].strip(), text[arrow.end() :].strip("\n").rstrip()
    points = _POINTS.match(name)
    title = " ".join(name[points.end() if points else 0 :].split())
    return Level(title, said, int(points[1]) if points else None) if title else None


def check(criteria: tuple[Criterion, ...]) -> Iterator[Complaint]:
    """What is wrong or weak in a rubric."""
    for number, criterion in enumerate(criteria, 1):
        points = [one.points for one in criterion.levels]
        if not criterion.text:
            yield Complaint("criterion-empty", {"number": number})
        if len(points) == 1:
            yield Complaint("criterion-lone-level", {"number": number})
        if None in points and any(one is not None for one in points):
            yield Complaint("criterion-points", {"number": number})


def structure(criteria: tuple[Criterion, ...]) -> list[list[int | None]]:
    """What a rubric has in every language: by criterion, the points of its levels."""
    return [[one.points for one in criterion.levels] for criterion in criteria]

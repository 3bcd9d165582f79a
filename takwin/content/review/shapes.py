"""What is painted in an SVG image, as outlines of which one can ask whether a point lies inside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from takwin.content.review.colours import Colour

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?")
COMMAND = re.compile(r"([MmLlHhVvZzCcSsQqTtAa])([^MmLlHhVvZzCcSsQqTtAa]*)")
WIDEST = 100_000
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """Something painted: its colour (None: unknown), alpha, the points of its outline, and whether these decide what lies inside."""

    colour: Colour | None
    alpha: int
    outline: tuple[Point, ...]
    sure: bool


def outline(element: etree._Element, name: str) -> tuple[list[Point], bool]:
    """The points of a shape's outline, and whether lines between them are the outline."""

    def side(key: str) -> float:
        return length(element.get(key, "0")) or 0.0

    if name == "rect":
        x, y, width, height = side("x"), side("y"), side("width"), side("height")
        if "%" in f"{element.get('width')}{element.get('height')}":
            x, y, width, height = -WIDEST, -WIDEST, 2 * WIDEST, 2 * WIDEST
        return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)], True
    if name in {"circle", "ellipse"}:
        wide, high = (side("r"), side("r")) if name == "circle" else (side("rx"), side("ry"))
        eighths = ((1, 0), (0.71, 0.71), (0, 1), (-0.71, 0.71), (-1, 0), (-0.71, -0.71), (0, -1), (0.71, -0.71))
        return [(side("cx") + wide * x, side("cy") + high * y) for x, y in eighths], True
    if name == "path":
        return _path(element.get("d", ""))
    given = numbers(element.get("points", ""))
    return list(zip(given[::2], given[1::2], strict=False)), True


def _path(written: str) -> tuple[list[Point], bool]:
    """The points of a path with those that pull its curves; sure when it is one figure of straight lines."""
    points, here, sure, figures = list[Point](), (0.0, 0.0), True, 0
    for command, said in COMMAND.findall(written):
        given, relative = numbers(said), command.islower()
        sure = sure and command in "MmLlHhVvZz"
        figures += command in "Mm"
        for step in _steps(command.upper(), given):
            start = here
            for x, y in step:
                across, down = start if relative else (0.0, 0.0)
                here = (across + x if x is not None else start[0], down + y if y is not None else start[1])
                points.append(here)
    return points, sure and figures == 1


def _steps(command: str, given: list[float]) -> Iterator[list[tuple[float | None, float | None]]]:
    """The points of each drawing step of a command; None keeps the place on that side."""
    size = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "S": 4, "Q": 4, "C": 6, "A": 7}.get(command, 0)
    for start in range(0, len(given) - size + 1, size) if size else ():
        some = given[start : start + size]
        if command == "H":
            yield [(some[0], None)]
        elif command == "V":
            yield [(None, some[0])]
        elif command == "A":
            yield [(some[5], some[6])]
        else:
            yield list(zip(some[::2], some[1::2], strict=True))


def near(outline: Sequence[Point], point: Point) -> bool:
    """Whether a point lies in the box around an outline; an outline without points is anywhere."""
    if not outline:
        return True
    across, down = [x for x, _ in outline], [y for _, y in outline]
    return min(across) <= point[0] <= max(across) and min(down) <= point[1] <= max(down)


def inside(outline: Sequence[Point], point: Point) -> bool:
    """Whether a point lies inside a polygon (even-odd rule)."""
    x, y = point
    odd = False
    for (ax, ay), (bx, by) in zip(outline, [*outline[1:], *outline[:1]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
    return odd


def numbers(text: str) -> list[float]:
    """All the numbers in a text."""
    return [float(one) for one in NUMBER.findall(text)]


def length(written: str) -> float | None:
    """A length in user units; None for one that is relative to something else. Only the first of a list counts."""
    found = re.match(rf"\s*({NUMBER.pattern})\s*(px|pt)?\s*(?:[ ,].*)?$", written)
    return float(found[1]) * (4 / 3 if found[2] == "pt" else 1) if found else None


def share(written: str) -> float:
    """A share from 0 to 1, written so or in percent; 1 for what is none."""
    found = re.fullmatch(rf"\s*({NUMBER.pattern})\s*(%)?\s*", written)
    return min(max(float(found[1]) / (100 if found[2] else 1), 0.0), 1.0) if found else 1.0

"""A picture of who answers whom: people on a circle, a line for each pair that answered; plain Python."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MOST = 40
"""People in the picture: those with the most answers given and received; the table names everybody."""
RADIUS, CENTRE = 40.0, 50.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A person: what they gave and received, and where they stand (0 to 100, from the top left)."""

    name: str
    gave: int
    received: int
    x: str = ""
    y: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Answers from one person to another."""

    x1: str
    y1: str
    x2: str
    y2: str
    width: str


@dataclass(frozen=True, slots=True)
class Picture:
    """People by the number of their answers, and lines between them."""

    people: list[Spot]
    lines: list[Line]


def picture(names: Mapping[int, str], answers: Iterable[tuple[int, int]]) -> Picture:
    """From (who, to whom), one for each answer; answers to oneself say nothing."""
    pairs = Counter((one, other) for one, other in answers if one != other and one in names and other in names)
    gave, received = Counter[int](), Counter[int]()
    for (one, other), times in pairs.items():
        gave[one] += times
        received[other] += times
    order = sorted(names, key=lambda who: (-gave[who] - received[who], names[who], who))
    spots = {
        who: Spot(names[who], gave[who], received[who], *_place(number, min(len(order), MOST)), number + 1)
        if number < MOST
        else Spot(names[who], gave[who], received[who])
        for number, who in enumerate(order)
    }
    lines = [
        Line(spots[one].x, spots[one].y, spots[other].x, spots[other].y, f"{min(0.3 + times / 4, 2):.2f}")
        for (one, other), times in sorted(pairs.items())
        if spots[one].x and spots[other].x
    ]
    return Picture([spots[who] for who in order], lines)


def _place(number: int, of: int) -> tuple[str, str]:
    angle = 2 * math.pi * number / max(of, 1) - math.pi / 2
    return f"{CENTRE + RADIUS * math.cos(angle):.1f}", f"{CENTRE + RADIUS * math.sin(angle):.1f}"

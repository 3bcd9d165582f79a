"""Parts of a picture: `rect`, `circle` and `poly`, with the coordinates of HTML's image maps and of QTI (1EdTech, QTI 3.0, shapes):
left, top, right, bottom; x, y, radius; x, y of each corner. In pixels of the picture, or with a percent sign in shares of it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from takwin.items.item import Json

SHAPES = {"rect": "rect", "circle": "circle", "poly": "poly", "polygon": "poly"}
MOST = 60
"""Corners of the longest outline."""
_NUMBER = re.compile(r"(\d{1,5}(?:\.\d{1,2})?)(%?)")


class BadArea(ValueError):
    """The words tell no part of a picture."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a picture. Each number with whether it is a share of a side, in percent."""

    shape: str
    numbers: tuple[tuple[Decimal, bool], ...]

    def within(self, width: int, height: int) -> tuple[Decimal, ...]:
        """The numbers in pixels of a picture of this size. A radius is a share of the shorter side, as in HTML."""
        sides = [width, height, min(width, height)] if self.shape == "circle" else [width, height]
        return tuple(
            value * sides[at % len(sides)] / 100 if share else value for at, (value, share) in enumerate(self.numbers)
        )


def parse(text: str) -> Area:
    """The area in words such as `rect 10%,20%,30%,40%`, `circle 120,80,25`, `poly 10,10,60,10,35,50`. Raises BadArea."""
    name, *written = re.split(r"[\s,،;]+", text.strip())
    found = [_NUMBER.fullmatch(one) for one in written]
    numbers = tuple((Decimal(one[1]), bool(one[2])) for one in found if one)
    area = Area(SHAPES.get(name.lower(), ""), numbers)
    if len(numbers) < len(written) or not _whole(area) or any(share and value > 100 for value, share in numbers):
        raise BadArea(text)
    return area


def _whole(area: Area) -> bool:
    """Whether the numbers make the shape. Sides told in different measures are believed."""
    numbers = area.numbers
    match area.shape:
        case "rect":
            return len(numbers) == 4 and all(numbers[at] < numbers[at + 2] for at in (0, 1) if _alike(area, at))
        case "circle":
            return len(numbers) == 3 and numbers[2][0] > 0
        case "poly":
            return 6 <= len(numbers) <= 2 * MOST and len(numbers) % 2 == 0
    return False


def _alike(area: Area, at: int) -> bool:
    return area.numbers[at][1] == area.numbers[at + 2][1]


def drawn(area: Area, width: int, height: int) -> Json:
    """What an SVG of this size draws, in pixels as text: {"shape": "rect", "x", "y", "width", "height"}, {"shape": "circle", "cx", "cy",
    "r"} or {"shape": "poly", "points"}; "at" is its middle, where its number stands."""
    numbers = area.within(width, height)
    if area.shape == "circle":
        x, y, radius = numbers
        return {"shape": "circle", "cx": _short(x), "cy": _short(y), "r": _short(radius), "at": _at(x, y)}
    across, down = numbers[::2], numbers[1::2]
    if area.shape == "rect":
        (left, right), (top, bottom) = across, down
        sides = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        return {"shape": "rect", **{name: _short(max(side, Decimal())) for name, side in sides.items()},
                "at": _at((left + right) / 2, (top + bottom) / 2)}  # fmt: skip
    points = " ".join(f"{_short(x)},{_short(y)}" for x, y in zip(across, down, strict=True))
    return {"shape": "poly", "points": points, "at": _at(_mean(across), _mean(down))}


def shown(text: str, image: Json | None) -> Json:
    """What is drawn of an area in a picture {"width", "height"}; while it is not known, the words of the area."""
    if image is None:
        return {"text": " ".join(text.split())}
    return drawn(parse(text), image["width"], image["height"])


def _mean(values: tuple[Decimal, ...]) -> Decimal:
    return sum(values, Decimal()) / len(values)


def _at(x: Decimal, y: Decimal) -> list[str]:
    return [_short(x), _short(y)]


def _short(value: Decimal) -> str:
    """The number with at most two decimals and no zeros at its end."""
    text = f"{value.quantize(Decimal('0.01')):f}"
    return text.rstrip("0").rstrip(".")


def beyond(text: str, image: Json) -> bool:
    """Whether an area, in words, begins beyond the right or the lower edge of a picture {"width", "height"}."""
    area = parse(text)
    numbers = area.within(image["width"], image["height"])
    corners = numbers[:2] if area.shape == "circle" else numbers
    return bool(min(corners[::2]) >= image["width"] or min(corners[1::2]) >= image["height"])

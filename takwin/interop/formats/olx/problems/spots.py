"""Pointing at an image: `imageresponse`, as places in a picture to choose from."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from takwin.interop.formats.olx.problems.made import Asked, Made, NotCarried
from takwin.interop.markdown import as_line
from takwin.items import areas
from takwin.items.item import Choice
from takwin.lib.text import N_, Sentence

NO_IMAGE = Sentence(N_("Its image is not in the export."))
NO_AREA = Sentence(N_("The right place in its image cannot be read."))
CHOSEN = Sentence(
    N_(
        "Learners pointed anywhere in the image; now they choose among marked places, whose letters the author should put into words."
    )
)
SEVERAL = Sentence(N_("Several places were right; only the first is kept."))
LARGEST = 20_000
"""Pixels of a side; larger numbers are no place in an image."""
MOST = 4
"""Wrong places beside the right one."""
_RECTANGLE = re.compile(r"\((\d+),\s*(\d+)\)\s*-\s*\((\d+),\s*(\d+)\)")
Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels."""


def spot(asked: Asked) -> Made:
    """The right place, and others of its size. Raises NotCarried."""
    image = next(iter(asked.all("imageinput")), None)
    path = asked.around.file(image.get("src", "")) if image is not None and image.get("src") else None
    if image is None or path is None or not path.startswith("media/"):
        raise NotCarried(NO_IMAGE)
    right = [*_rectangles(image.get("rectangle", "")), *_regions(image.get("regions", ""))]
    if not right:
        raise NotCarried(NO_AREA)
    if len(right) > 1:
        asked.block.change(SEVERAL)
    width, height = (int(one) if (one := image.get(side, "")).isdecimal() else 0 for side in ("width", "height"))
    found = [(right[0][0], True), *((area, False) for area in _others(right, width, height))]
    if len(found) < 2:
        raise NotCarried(NO_AREA)
    asked.block.change(CHOSEN)
    found.sort(key=lambda one: _box(one[0])[1::-1])
    choices = tuple(
        Choice(letter, is_right, area=area) for letter, (area, is_right) in zip("ABCDE", found, strict=False)
    )
    alt = as_line(image.get("alt", "")) or "…"
    return Made("hotspot", asked.prompt(["imageinput"]), choices, options={"image": path, "alt": alt})


def _rectangles(text: str) -> Iterator[tuple[str, Box]]:
    for one in _RECTANGLE.findall(text):
        left, top, right, bottom = (int(number) for number in one)
        box = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
        if box[0] < box[2] < LARGEST and box[1] < box[3] < LARGEST:
            yield _rect(box), box


def _regions(text: str) -> Iterator[tuple[str, Box]]:
    """Outlines: one list of points, or a list of such lists."""
    try:
        told: Any = json.loads(text) if text.strip() else []
    except (ValueError, RecursionError):
        return
    several = isinstance(told, list) and told and isinstance(told[0], list) and told[0] and isinstance(told[0][0], list)
    for outline in told if several else [told]:
        numbers = _corners(outline)
        if 3 <= len(numbers) // 2 <= areas.MOST:
            box = (min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2]))
            if box[0] < box[2] and box[1] < box[3]:
                yield "poly " + ",".join(map(str, numbers)), box


def _corners(outline: Any) -> list[int]:
    """The numbers of [[x, y], …]; none when one is no place in an image."""
    points = outline if isinstance(outline, list) else []
    if not all(isinstance(one, list) and len(one) == 2 for one in points):
        return []
    found = [x for point in points for x in point]
    sound = all(isinstance(x, int | float) and not isinstance(x, bool) and 0 <= x < LARGEST for x in found)
    return [round(x) for x in found] if sound else []


def _others(right: Sequence[tuple[str, Box]], width: int, height: int) -> list[str]:
    """Places of the same size beside the right one, evenly spread over the image and apart from everything right."""
    left, top, end, bottom = right[0][1]
    boxes = [
        (x, y, x + end - left, y + bottom - top)
        for y in _starts(top, bottom - top, height)
        for x in _starts(left, end - left, width)
    ]
    free = [box for box in boxes if not any(_meet(box, one) for _, one in right)]
    step = max(1, -(-len(free) // MOST))
    return [_rect(box) for box in free[::step][:MOST]]


def _starts(start: int, size: int, side: int) -> range:
    """Where places of a size begin along a side of the image, in line with the right one; few where they are small."""
    fit = min(side, LARGEST) // size
    return range(start % size, min(side, LARGEST) - size + 1, size * max(1, fit // 20))


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _rect(box: Box) -> str:
    return "rect " + ",".join(map(str, box))


def _box(area: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", area)]

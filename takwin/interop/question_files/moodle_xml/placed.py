"""Markers, and images or words to drag, on a picture in Moodle XML: as labels to put in their places."""

import re
from itertools import count

from lxml import etree

from takwin.content.compiler.media import Shelf
from takwin.interop import embedded
from takwin.interop.question_files.moodle_xml.asked import Asked, child, line_of, words
from takwin.interop.questions import texts
from takwin.interop.questions.files import OWN
from takwin.interop.questions.piece import NotCarried, Wrong
from takwin.items.item import Line, Written
from takwin.lib.text import N_, Sentence

NO_PICTURE = Sentence(N_("Its picture is missing or cannot be read."))
NO_PLACES = Sentence(N_("It has no places or no markers."))
SHAPE = N_("The place “%(coordinates)s” is no circle, rectangle or polygon.")
NAMES = Sentence(N_("The places in the picture had no names; now they are numbered."))
NO_WORDS = Sentence(N_("The picture has no description: write one for those who do not see it."))
SIZES = Sentence(
    N_(
        "The file does not say how large the places in the picture are: they are as large as what belongs there. Look at them."
    )
)
GROUPS = Sentence(
    N_("What was dragged belonged to groups, each for some places only; now everything may be put anywhere.")
)
AGAIN = Sentence(N_("Something had to be put into several places; now one of them is enough."))
NO_NUMBER = N_("The place %(number)s does not say what belongs there.")
TWICE = N_("The number %(number)s stands at two things to drag.")
NONE = "0"
"""What a place says in which nothing belongs."""
LETTER, LINE, EDGE = 8, 26, 12
"""Pixels, about, that a letter of a label is wide, a label high, and its edges together wide."""
_CORNER = re.compile(r"\s*\d{1,5}\s*,\s*\d{1,5}\s*", re.ASCII)
_NUMBERS = re.compile(r"\s*(\d{1,5})(?:\.\d*)?\s*[,;]\s*(\d{1,5})(?:\.\d*)?\s*")


def markers(asked: Asked) -> Written:
    """`ddmarker`: each drop is a place with the number of its marker. Raises Wrong, NotCarried."""
    drags, drops = asked.all("drag"), asked.all("drop")
    if not drags or not drops:
        raise Wrong(NO_PLACES)
    belong: dict[str, list[str]] = {}
    zones: list[Line] = []
    places = [(_area(drop), _said(asked, drop)) for drop in drops]
    taken, several = {name for _, name in places}, len({area for area, _ in places}) > 1
    for drop, (area, name) in zip(drops, places, strict=True):
        same = (at for at, zone in enumerate(zones, 1) if zone.match == area and name in {"", zone.text})
        again = next(same, 0) if several else 0
        if not again:
            zones.append(Line(name or _free(len(zones) + 1, taken), area))
        belong.setdefault(_number(drop, "choice"), []).append(str(again or len(zones)))
    _tell(asked, (NAMES, not all(_said(asked, drop) for drop in drops)), (AGAIN, _again(belong)))
    found = _numbered(drags)
    lines = tuple(Line(_said(asked, drag), ", ".join(belong.get(no, ()))) for no, drag in found.items())
    return Written("drag-and-drop", "", asked.prompt, options=_options(asked), lines=lines, zones=tuple(zones))


def labels(asked: Asked) -> Written:
    """`ddimageortext`: each drop is the corner of a place, with the number of what belongs there. Raises Wrong, NotCarried."""
    drags, drops = asked.all("drag"), asked.all("drop")
    if not drags or not drops:
        raise Wrong(NO_PLACES)
    told, size = _options(asked) | {"one-each": "yes"}, _size(asked.element)
    found = _numbered(drags)
    groups = {no: words(drag, "draggroup") for no, drag in found.items()}
    belong: dict[str, list[str]] = {no: [] for no in found}
    zones, taken = [], {_said(asked, drop) for drop in drops}
    for number, drop in enumerate(drops, 1):
        mine = _number(drop, "choice")
        if mine != NONE and mine not in found:
            raise Wrong(Sentence(NO_NUMBER, {"number": number}), line_of(drop))
        belong.setdefault(mine, []).append(str(number))
        larger = [_extent(one) for no, one in found.items() if mine == NONE or groups[no] == groups[mine]]
        place = max(wide for wide, _ in larger), max(high for _, high in larger)
        area = _box(drop, place, size) if child(drop, "shape") is None else _area(drop)
        zones.append(Line(_said(asked, drop) or _free(number, taken), area))
    _tell(
        asked,
        (NAMES, not all(_said(asked, drop) for drop in drops)),
        (SIZES, any(child(drop, "shape") is None for drop in drops)),
        (GROUPS, len(set(groups.values())) > 1),
        (AGAIN, _again(belong)),
    )
    lines = tuple(Line(_label(asked, one), ", ".join(belong[no])) for no, one in found.items())
    return Written("drag-and-drop", "", asked.prompt, options=told, lines=lines, zones=tuple(zones))


def _number(element: etree._Element, name: str) -> str:
    """A number as Moodle reads it: "01" is "1"."""
    said = words(element, name)
    return str(int(said)) if re.fullmatch(r"\d{1,9}", said, re.ASCII) else said


def _free(number: int, taken: set[str]) -> str:
    """A number as the name of a place: this one, or the next that names none yet."""
    found = next(str(one) for one in count(number) if str(one) not in taken)
    taken.add(found)
    return found


def _numbered(drags: list[etree._Element]) -> dict[str, etree._Element]:
    """What is dragged, by the number by which places name it. Raises Wrong for a number given twice."""
    found: dict[str, etree._Element] = {}
    for at, drag in enumerate(drags, 1):
        number = _number(drag, "no") or str(at)
        if number in found:
            raise Wrong(Sentence(TWICE, {"number": number}), line_of(drag))
        found[number] = drag
    return found


def _tell(asked: Asked, *reasons: tuple[Sentence, bool]) -> None:
    for reason in [reason for reason, holds in reasons if holds]:
        asked.piece.change(reason)


def _again(belong: dict[str, list[str]]) -> bool:
    return any(len(places) > 1 for mine, places in belong.items() if mine != NONE)


def _said(asked: Asked, element: etree._Element) -> str:
    """The words of a place or of something to drag, in bold and the like where they stand on one line; "" where there are none."""
    if child(element, "text") is None:
        return ""
    said = asked.markdown(element)
    return texts.of_words(texts.as_words(words(element), texts.HTML)) if "\n" in said else said


def _options(asked: Asked) -> dict[str, str]:
    """The picture, and the order. That a setting stands there is what counts for Moodle, whatever it holds."""
    order = {} if child(asked.element, "shuffleanswers") is not None else {"shuffle": "no"}
    return {"image": _picture(asked), "alt": _alt(asked), **order}


def _label(asked: Asked, drag: etree._Element) -> str:
    """The words of something to drag, or its image with them as its description."""
    data = _data(drag)
    if data is None:
        return _said(asked, drag)
    said = texts.of_words(texts.as_words(words(child(drag, "text")), texts.HTML))
    name = f"{words(drag, 'no') or '0'}-{data[0]}"
    path = asked.files.around(asked.piece, {name: data[1]}).file(OWN + name)
    if path is None:
        raise NotCarried(NO_PICTURE)
    return f"![{said or texts.of_words(data[0])}]({path})"


def _extent(drag: etree._Element) -> tuple[int, int]:
    """How wide and high something to drag is, in pixels: an image as it is, words about."""
    size = _size(drag)
    said = texts.as_words(words(drag), texts.HTML)
    return size or (LETTER * len(said) + EDGE, LINE)


def _size(element: etree._Element) -> tuple[int, int] | None:
    """Of the image in an element; None where there is none."""
    data = _data(element)
    if data is None:
        return None
    medium = Shelf(dict([data])).find(data[0])
    return (medium.width, medium.height) if medium and medium.width else None


def _data(element: etree._Element) -> tuple[str, bytes] | None:
    file = child(element, "file")
    data = None if file is None else embedded.from_base64("".join(map(str, file.itertext())))
    return (file.get("name", "picture"), data) if file is not None and data else None


def _box(drop: etree._Element, place: tuple[int, int], size: tuple[int, int] | None) -> str:
    """The area of a place, whose corner alone is told; within the picture."""
    corner = words(drop, "xleft"), words(drop, "ytop")
    if not all(re.fullmatch(r"\d{1,5}", one, re.ASCII) for one in corner):
        raise Wrong(Sentence(SHAPE, {"coordinates": ", ".join(corner)[:60]}), line_of(drop))
    left, top = map(int, corner)
    right, bottom = left + place[0], top + place[1]
    if size:
        right, bottom = min(right, size[0]), min(bottom, size[1])
    return f"rect {left},{top},{right},{bottom}"


def _area(drop: etree._Element) -> str:
    """`120,80;25` and the like as an area of ours."""
    shape, told = words(drop, "shape").lower(), words(drop, "coords")
    points = [tuple(map(int, found.groups())) for found in _NUMBERS.finditer(told)]
    circle = re.fullmatch(r"\s*(\d{1,5}),(\d{1,5})\s*;\s*(\d{1,5})\s*", told)
    if shape == "circle" and circle:
        return f"circle {circle[1]},{circle[2]},{circle[3]}"
    parts = [one for one in told.split(";") if one.strip()]
    corners = [tuple(map(int, one.split(","))) for one in parts if _CORNER.fullmatch(one)]
    if shape == "rectangle" and len(corners) == len(points) == 2:
        (left, top), (width, height) = corners
        return f"rect {left},{top},{left + width},{top + height}"
    if shape == "polygon" and len(corners) == len(parts) > 2:
        return "poly " + ",".join(f"{x},{y}" for x, y in corners)
    raise Wrong(Sentence(SHAPE, {"coordinates": f"{shape} {told}"[:60]}), line_of(drop))


def _picture(asked: Asked) -> str:
    """The path of the picture."""
    found = _data(asked.element)
    if found is None:
        raise NotCarried(NO_PICTURE)
    path = asked.files.around(asked.piece, dict([found])).file(OWN + found[0])
    if path is None:
        raise NotCarried(NO_PICTURE)
    return path


def _alt(asked: Asked) -> str:
    """The description of the picture. Moodle has none: then the name of the question is better than nothing, and it is told."""
    file = child(asked.element, "file")
    if file is not None and file.get("alt", "").strip():
        return " ".join(file.get("alt", "").split())
    asked.piece.tell(NO_WORDS)
    return asked.piece.name or "…"

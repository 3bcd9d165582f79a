"""Markers on a picture in Moodle XML, as labels to put in their places."""

import re

from lxml import etree

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
_NUMBERS = re.compile(r"\s*(\d{1,5})(?:\.\d*)?\s*[,;]\s*(\d{1,5})(?:\.\d*)?\s*")


def markers(asked: Asked) -> Written:
    """`ddmarker`: each drop is a place with the number of its marker. Raises Wrong, NotCarried."""
    labels = [texts.of_words(texts.as_words(words(one), texts.HTML)) for one in asked.all("drag")]
    drops = asked.all("drop")
    if not labels or not drops:
        raise Wrong(NO_PLACES)
    belong: dict[int, list[str]] = {}
    zones = []
    for number, drop in enumerate(drops, 1):
        zones.append(Line(str(number), _area(drop)))
        choice = words(drop, "choice")
        if choice.isdigit():
            belong.setdefault(int(choice), []).append(str(number))
    asked.piece.change(NAMES)
    lines = tuple(Line(label, ", ".join(belong.get(at, ()))) for at, label in enumerate(labels, 1))
    picture = {"image": _picture(asked), "alt": _alt(asked)}
    return Written("drag-and-drop", "", asked.prompt, options=picture, lines=lines, zones=tuple(zones))


def _area(drop: etree._Element) -> str:
    """`120,80;25` and the like as an area of ours."""
    shape, told = words(drop, "shape").lower(), words(drop, "coords")
    points = [tuple(map(int, found.groups())) for found in _NUMBERS.finditer(told)]
    circle = re.fullmatch(r"\s*(\d{1,5}),(\d{1,5})\s*;\s*(\d{1,5})\s*", told)
    if shape == "circle" and circle:
        return f"circle {circle[1]},{circle[2]},{circle[3]}"
    corners = [
        tuple(map(int, one.split(","))) for one in told.split(";") if re.fullmatch(r"\s*\d{1,5}\s*,\s*\d{1,5}\s*", one)
    ]
    if shape == "rectangle" and len(corners) == len(points) == 2:
        (left, top), (width, height) = corners
        return f"rect {left},{top},{left + width},{top + height}"
    if shape == "polygon" and len(corners) > 2:
        return "poly " + ",".join(f"{x},{y}" for x, y in corners)
    raise Wrong(Sentence(SHAPE, {"coordinates": f"{shape} {told}"[:60]}), line_of(drop))


def _picture(asked: Asked) -> str:
    """The path of the picture."""
    file = child(asked.element, "file")
    data = None if file is None else embedded.from_base64("".join(map(str, file.itertext())))
    if file is None or not data:
        raise NotCarried(NO_PICTURE)
    name = file.get("name", "picture")
    path = asked.files.around(asked.piece, {name: data}).file(OWN + name)
    if path is None:
        raise NotCarried(NO_PICTURE)
    return path


def _alt(asked: Asked) -> str:
    """No description is in the file; the name of the question is better than nothing, and it is told."""
    asked.piece.tell(NO_WORDS)
    return asked.piece.name or "…"

"""Labels of ours that belong in a picture, as markers of Moodle; with images among them, as images and words to drag on it."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from takwin.content.compiler.media import Medium, Shelf, content
from takwin.interop.question_files.moodle_xml.elements import Page, add, encoded, setting
from takwin.interop.question_files.moodle_xml.placed import NO_PICTURE
from takwin.interop.questions import texts
from takwin.interop.questions.pairs_out import zones_of
from takwin.interop.questions.piece import NotCarried
from takwin.items import areas, options
from takwin.items.item import Line
from takwin.items.marking import exact
from takwin.lib import xml
from takwin.lib.text import N_, Sentence

NO_SIZE = Sentence(N_("Its picture does not say how large it is: give it a width and a height."))
NO_DESCRIPTION = Sentence(N_("The picture has no description there."))
UNSEEN = Sentence(N_("The places are not drawn there and show no names: one drags onto the picture itself."))
EVERY = Sentence(N_("A label that is right in one of several places has to be put into each of them there."))
OUTSIDE = Sentence(N_("A label that fits nowhere, but was put somewhere, costs another share there."))
PLAIN = Sentence(N_("Links, images and the like in a label were left out; the words stay."))
SIZES = Sentence(N_("The places in the picture have no size there: each is as large as what is dragged."))
CROWDED = Sentence(N_("A place that takes several labels cannot be kept where labels are images."))
MOST_ALIKE = 6
"""Times that Moodle lets an author say a marker may be put; for more it may be put any number of times."""
SHAPES = {"rect": "rectangle", "circle": "circle", "poly": "polygon"}
_TAG = re.compile(r"</?([a-z0-9]+)\b[^>]*>")
_SET = frozenset({"b", "br", "em", "i", "strong", "sub", "sup", "u"})
"""What Moodle's editor lets stand in a marker."""
_IMAGE = re.compile(r"!\[([^]]*)\]\(([^)\s]+)\)")


def placed(page: Page, element: etree._Element) -> None:
    """The picture, what is dragged, and where it belongs. Names of places and the description of the picture, which Moodle passes
    over, stand in the file for whoever reads it. Raises NotCarried."""
    written = page.out.written
    belong = [zones_of(one) for one in written.lines]
    images = any(_IMAGE.fullmatch(one.text.strip()) for one in written.lines)
    if images and any(sum(zone in mine for mine in belong) > 1 for zone in range(1, len(written.zones) + 1)):
        raise NotCarried(CROWDED)
    picture = _medium(page, written.options["image"].strip())
    if not picture.width or not picture.height:
        raise NotCarried(NO_SIZE)
    element.set("type", "ddimageortext" if images else "ddmarker")
    if options.switch(written.options, "shuffle", otherwise=True):
        add(element, "shuffleanswers")
        order = list(range(len(written.lines)))
    else:
        order = sorted(range(len(written.lines)), key=lambda at: exact(written.lines[at].text))
    encoded(element, picture.path, _sized(picture)).set("alt", written.options["alt"].strip())
    for number, at in enumerate(order, 1):
        _drag(page, element, written.lines[at], number, len(belong[at]), images)
    for number, (zone, choice) in enumerate(_drops(written.zones, [belong[at] for at in order]), 1):
        _drop(page, element, zone, (number, choice), picture, images)
    for reason, holds in (
        (NO_DESCRIPTION, True), (UNSEEN, not images), (SIZES, images),
        (EVERY, any(len(mine) > 1 for mine in belong)), (OUTSIDE, not all(belong)),
    ):  # fmt: skip
        if holds:
            page.out.piece.change(reason)


def _medium(page: Page, path: str) -> Medium:
    shelf = Shelf(page.media)
    found = shelf.find(path)
    if found is None or path in shelf.broken:
        raise NotCarried(NO_PICTURE)
    return found


def _sized(picture: Medium) -> bytes:
    """The bytes of a picture; a drawing is told its size, which a browser needs to lay places on it. Raises NotCarried."""
    data = content(picture)
    if not picture.path.lower().endswith(".svg"):
        return data
    try:
        drawing = xml.parse(data)
    except xml.XmlRefused as refused:
        raise NotCarried(NO_PICTURE) from refused
    drawing.set("width", str(picture.width))
    drawing.set("height", str(picture.height))
    return etree.tostring(drawing, encoding="utf-8")


def _drops(zones: Sequence[Line], belong: Sequence[Sequence[int]]) -> Iterator[tuple[Line, int]]:
    """Each place with the number of a label that is right in it, as often as there are; 0, which Moodle passes over, for none."""
    for number, zone in enumerate(zones, 1):
        for choice in [at for at, mine in enumerate(belong, 1) if number in mine] or [0]:
            yield zone, choice


def _drag(page: Page, element: etree._Element, line: Line, number: int, times: int, images: bool) -> None:
    drag = add(element, "drag")
    setting(drag, "no", str(number))
    image = _IMAGE.fullmatch(line.text.strip())
    setting(drag, "text", image[1] if image else _label(page, line.text))
    if images:
        setting(drag, "draggroup", "1")
    if times > (1 if images else MOST_ALIKE):
        add(drag, "infinite")
    if not images:
        setting(drag, "noofdrags", str(min(max(times, 1), MOST_ALIKE)))
    elif image:
        encoded(drag, image[2], content(_medium(page, image[2])))


def _label(page: Page, text: str) -> str:
    """A label as HTML, or where Moodle takes less, its words."""
    html = page.html(text, {})
    if all(tag in _SET for tag in _TAG.findall(html)):
        return html
    page.out.piece.change(PLAIN)
    return texts.as_words(html, texts.HTML)


def _drop(
    page: Page, element: etree._Element, zone: Line, told: tuple[int, int], picture: Medium, images: bool
) -> None:
    drop = add(element, "drop")
    setting(drop, "text", page.html(zone.text, {}))
    shape, points = _points(zone.match, picture)
    for name, value in (("no", str(told[0])), ("shape", SHAPES[shape]), ("coords", points), ("choice", str(told[1]))):
        setting(drop, name, value)
    if images:
        left, top = _corner(areas.parse(zone.match), picture)
        setting(drop, "xleft", str(left))
        setting(drop, "ytop", str(top))


def _corner(area: areas.Area, picture: Medium) -> tuple[int, int]:
    numbers = area.within(picture.width, picture.height)
    if area.shape == "circle":
        x, y, radius = numbers
        return max(round(x - radius), 0), max(round(y - radius), 0)
    return round(min(numbers[::2])), round(min(numbers[1::2]))


def _points(area: str, picture: Medium) -> tuple[str, str]:
    """The shape of an area and its coordinates as Moodle writes them, in whole pixels: `x,y;radius`, `left,top;width,height`, `x,y;x,y;…`
    with no point twice in succession, and the first once; a polygon without three corners is the rectangle around it."""
    found = areas.parse(area)
    numbers = [round(one) for one in found.within(picture.width, picture.height)]
    if found.shape == "circle":
        return "circle", f"{numbers[0]},{numbers[1]};{max(numbers[2], 1)}"
    corners = list(zip(numbers[::2], numbers[1::2], strict=True))
    apart = [one for at, one in enumerate(corners) if at == 0 or one not in {corners[at - 1], corners[0]}]
    if found.shape == "poly" and len(set(apart)) > 2:
        return "poly", ";".join(f"{x},{y}" for x, y in apart)
    left, top, right, bottom = min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])
    return "rect", f"{left},{top};{max(right - left, 1)},{max(bottom - top, 1)}"

"""Drag and drop, version 2: labels to put into zones of a picture."""

from collections.abc import Mapping
from typing import Any

from takwin.interop.formats.olx import values, words
from takwin.interop.formats.olx.block import Block
from takwin.interop.formats.olx.links import Links
from takwin.interop.formats.olx.problems.terms import Terms
from takwin.interop.markdown import as_line
from takwin.interop.markdown.words import address, escaped
from takwin.interop.slugs import Slugs
from takwin.items.item import Line, Written
from takwin.items.shelf import kind
from takwin.lib.text import N_, Sentence

Json = Mapping[str, Any]
EMPTY = Sentence(N_("It has no labels or no zones."))
NO_PICTURE = Sentence(N_("Its picture is not in the export; the zones are a list now."))
HIDDEN = Sentence(
    N_("The names of its zones were hidden; now everybody reads what those who listen to the page were told.")
)
AT_ONCE = Sentence(N_("Each label was told right or wrong as soon as it was put; now all are sent together."))
PRAISED = Sentence(N_("What was said of a label in its right place was left out."))


def convert(block: Block, links: Links, slugs: Slugs) -> str:
    """The question as Markdown; "" when it is lost."""
    told = values.structure(block, "data")
    told = told if isinstance(told, dict) else {}
    zones, labels = _all(told, "zones"), _all(told, "items")
    names = {str(zone.get("uid") or zone.get("title") or ""): at for at, zone in enumerate(zones, 1)}
    image = _image(told, block, links)
    lines = [line for one in labels if (line := _label(one, names, block, links)).text]
    if not zones or not lines or not any(line.match for line in lines):
        block.lose(EMPTY)
        return ""
    asked = words.of_html(block.attributes.get("question_text", ""), block, links) or escaped(block.title) or "…"
    finish, praise = _feedback(told, "finish"), any(_feedback(one, "correct") for one in labels)
    terms = Terms.of(block)
    written = Written(
        kind="drag-and-drop",
        id=slugs.take(block.title or as_line(asked), "question"),
        prompt="\n\n".join(filter(None, [asked, words.of_html(_start(told), block, links)])),
        options={**terms.options(), **image},
        lines=tuple(lines),
        zones=tuple(_zones(zones, told, block, with_areas=bool(image))),
        feedback={"right": words.of_html(finish, block, links)} if finish else {},
    )
    for complaint in kind(written.kind).check(written):
        if complaint.level == "error":
            block.lose(complaint.sentence)
            return ""
    if praise:
        block.change(PRAISED)
    if block.value("mode") != "assessment":
        block.change(AT_ONCE)
    return terms.placed(written, block.title, slugs)


def _all(told: Json, name: str) -> list[Json]:
    found = told.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _feedback(told: Json, name: str) -> str:
    said = told.get("feedback")
    return str(said.get(name) or "") if isinstance(said, dict) else ""


def _start(told: Json) -> str:
    """What stands above the picture at the beginning, unless it only says to drag."""
    said = _feedback(told, "start")
    return "" if said.startswith("Drag the items") else said


def _image(told: Json, block: Block, links: Links) -> dict[str, str]:
    """The picture of the zones; nothing where the export lacks it, as it does for the one that comes with the exercise."""
    path = links.around(block).file(str(told["targetImg"])) if told.get("targetImg") else None
    if path is None or not path.startswith("media/"):
        block.change(NO_PICTURE)
        return {}
    return {"image": path, "alt": as_line(str(told.get("targetImgDescription") or "")) or "…"}


def _zones(zones: list[Json], told: Json, block: Block, with_areas: bool) -> list[Line]:
    hidden = with_areas and not values.is_true(str(told.get("displayLabels", "")))
    said = [_words(zone, "description" if hidden else "title") for zone in zones]
    if hidden and any(said):
        block.change(HIDDEN)
    twice = {one for one in said if said.count(one) > 1}
    named = [f"{one} ({at})".strip() if one in twice or not one else one for at, one in enumerate(said, 1)]
    return [Line(escaped(one), _area(zone) if with_areas else "") for one, zone in zip(named, zones, strict=True)]


def _words(zone: Json, first: str) -> str:
    other = "title" if first == "description" else "description"
    return as_line(str(zone.get(first) or zone.get(other) or "")).replace("->", "→")


def _area(zone: Json) -> str:
    left, top, width, height = (
        max(0, round(values.number(str(zone.get(name, 0))) or 0)) for name in ("x", "y", "width", "height")
    )
    return f"rect {left},{top},{left + max(width, 1)},{top + max(height, 1)}"


def _label(one: Json, names: Mapping[str, int], block: Block, links: Links) -> Line:
    """A label with the numbers of its zones; its image, where it has one, is what learners saw."""
    zones = one.get("zones", [one.get("zone")])
    places = [names[str(zone)] for zone in zones if str(zone) in names] if isinstance(zones, list) else []
    image = links.around(block).file(str(one["imageURL"])) if one.get("imageURL") else None
    name = as_line(str(one.get("displayName") or ""))
    alt = escaped(as_line(str(one.get("imageDescription") or "")) or name, inside_link=True)
    text = f"![{alt}]({address(image)})" if image else escaped(name)
    match = ", ".join(str(place) for place in sorted(set(places)))
    return Line(text.replace("->", "→"), match, words.of_html(_feedback(one, "incorrect"), block, links))

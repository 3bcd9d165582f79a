"""One question of Moodle XML with the means to read its parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import cast

from lxml import etree

from takwin.interop import embedded
from takwin.interop.markdown.parse import tag_of
from takwin.interop.questions import texts
from takwin.interop.questions.files import OWN, Files
from takwin.interop.questions.piece import Piece, Wrong
from takwin.lib.text import N_, Sentence

FORMS = {
    "html": texts.HTML,
    "moodle_auto_format": texts.AUTO,
    "plain_text": texts.PLAIN,
    "markdown": texts.MARKDOWN,
}
MOST = 200
"""Answers of one question."""
MANY = N_("The question has more than %(most)s answers.")
WEIGHT = N_("The weight “%(weight)s” is not a number.")
BROKEN = N_("The file %(name)s in the file of questions is broken.")


def line_of(element: etree._Element) -> int:
    """The line on which an element begins, from 1."""
    return cast("int | None", element.sourceline) or 1


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of that name."""
    return next(children(element, name), None)


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of that name."""
    return (one for one in element if tag_of(one) == name)


def words(element: etree._Element | None, name: str = "") -> str:
    """The plain words of an element or of its child, those of a `<text>` inside it before its own."""
    found = element if not name or element is None else child(element, name)
    if found is None:
        return ""
    inner = child(found, "text")
    return "".join(str(one) for one in (found if inner is None else inner).itertext()).strip()


def is_true(text: str) -> bool:
    """Whether a setting says yes."""
    return text.strip().lower() in {"1", "true", "yes"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A `<question>`, its Piece, the files of the whole."""

    element: etree._Element
    piece: Piece
    files: Files

    def all(self, name: str) -> list[etree._Element]:
        """The parts of that name. Raises Wrong when there are too many."""
        found = list(children(self.element, name))
        if len(found) > MOST:
            raise Wrong(Sentence(MANY, {"most": MOST}), line_of(found[MOST]))
        return found

    def setting(self, name: str) -> str:
        """The words of a setting of the question."""
        return words(self.element, name)

    def part(self, name: str) -> str:
        """A text of the question, as Markdown."""
        found = child(self.element, name)
        return "" if found is None else self.markdown(found)

    def markdown(self, element: etree._Element, form: str = texts.HTML, raw: str | None = None) -> str:
        """An element with a `<text>`, as Markdown; `form` where it does not say, `raw` in place of its words."""
        told = FORMS.get(element.get("format", ""), form)
        around = self.files.around(self.piece, self._own(element))
        return texts.as_markdown(words(element) if raw is None else raw, told, around)

    def plain(self, element: etree._Element, form: str = texts.HTML) -> str:
        """The same as plain words."""
        return texts.as_words(words(element), FORMS.get(element.get("format", ""), form))

    def said(self, element: etree._Element) -> str:
        """The feedback of an answer, as Markdown."""
        found = child(element, "feedback")
        return "" if found is None else self.markdown(found)

    def weight(self, element: etree._Element) -> Decimal:
        """The worth of an answer in percent. Raises Wrong."""
        told = element.get("fraction", "0").strip().replace(",", ".") or "0"
        try:
            found = Decimal(told)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or abs(found) > 1000:
            raise Wrong(Sentence(WEIGHT, {"weight": told[:40]}), line_of(element))
        return found

    @property
    def prompt(self) -> str:
        """What is asked, with the image that Moodle kept beside it until version 1.9."""
        return "\n\n".join(filter(None, [self.part("questiontext"), self.old_image]))

    @property
    def old_image(self) -> str:
        """That image, as Markdown; its description is unknown."""
        name, data = self.setting("image"), embedded.from_base64(self.setting("image_base64"))
        if not name or not data:
            return ""
        own = {name.rpartition("/")[2]: data}
        return texts.as_markdown(f'<img src="{OWN}{next(iter(own))}">', texts.HTML, self.files.around(self.piece, own))

    def _own(self, element: etree._Element) -> dict[str, bytes]:
        """The files that came with a text, by name."""
        found: dict[str, bytes] = {}
        for one in children(element, "file"):
            name, data = one.get("name", ""), embedded.from_base64("".join(map(str, one.itertext())))
            if data is None or one.get("encoding", "base64") != "base64":
                self.piece.change(Sentence(BROKEN, {"name": name[:120]}))
            else:
                found[one.get("path", "/").strip("/") + "/" * (one.get("path", "/") != "/") + name] = data
        return found

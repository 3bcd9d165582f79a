"""The pieces of Moodle XML: settings, texts with their files, texts with the codes of gaps."""

import base64
import re
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote

from lxml import etree

from takwin.content.source.course import Media
from takwin.interop.questions import texts
from takwin.interop.questions.files import OWN
from takwin.interop.questions.html import Target, as_html
from takwin.interop.questions.outgoing import Outgoing
from takwin.items import options
from takwin.items.item import Answer, Gap
from takwin.items.words import is_strict
from takwin.lib.text import N_, Sentence

HELD = frozenset({"aligned", "general", "hints", "points"})
SHARES = N_("Gaps have whole points there: it is worth %(there)s, not %(points)s.")
PLAIN = Sentence(N_("Bold, links and the like in what is said of a gap were left out; the words stay."))
_MARK = re.compile("\ue000(\\d+)\ue001")
_TO_ESCAPE = re.compile(r"[}#~\\]")


def add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    """A new child."""
    return etree.SubElement(parent, tag, attributes)


def setting(parent: etree._Element, name: str, value: str) -> None:
    """A child that holds nothing but words."""
    add(parent, name).text = value


@dataclass(frozen=True, slots=True)
class Page:
    """A question on its way out, and the files of its course."""

    out: Outgoing
    media: Media

    def text(self, parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
        """A child that holds a text as HTML, with the files that it points at."""
        element = add(parent, name, **attributes, format="html")
        used: dict[str, str] = {}
        setting(element, "text", self.html(text, used))
        self.files(element, used)
        return element

    def html(self, text: str, used: dict[str, str]) -> str:
        """A text as HTML; the files it points at gather in `used`, path by name."""

        def address(path: str) -> str | None:
            if path not in self.media:
                return None
            name = PurePosixPath(path).name
            if used.setdefault(name, path) != path:
                name = path.replace("/", "-")
                used[name] = path
            return OWN + quote(name)

        return as_html(text, Target(address, self.out.piece.change))

    def files(self, element: etree._Element, used: dict[str, str]) -> None:
        """The files themselves."""
        for name, path in used.items():
            data = self.media[path]
            bytes_of = data if isinstance(data, bytes) else data.read_bytes()
            file = add(element, "file", name=name, path="/", encoding="base64")
            file.text = base64.b64encode(bytes_of).decode("ascii")


def coded(page: Page, parent: etree._Element) -> None:
    """The text of a cloze, each gap as a code."""
    written = page.out.written
    page.out.tell(HELD | {"order"})
    typed = [one.text for gap in written.gaps if not gap.drop_down for one in gap.answers]
    page.out.tell_strictness(typed, can_be_strict=True)
    weight = _weight(page)
    element, used = add(parent, "questiontext", format="html"), dict[str, str]()
    html = page.html(written.prompt, used)
    setting(element, "text", _MARK.sub(lambda found: _code(page, written.gaps[int(found[1])], weight), html))
    page.files(element, used)


def _weight(page: Page) -> int:
    """What each gap is worth there: a whole number."""
    count, points = len(page.out.written.gaps), options.points(page.out.written.options)
    weight = max((points + 50 * count) // (100 * count), 1)
    if weight * count * 100 != points:
        told = {"there": weight * count, "points": page.out.written.options.get("points", "1")}
        page.out.piece.change(Sentence(SHARES, told))
    return weight


def _code(page: Page, gap: Gap, weight: int) -> str:
    written = page.out.written
    if gap.drop_down:
        kind = "MULTICHOICE_S" if options.switch(written.options, "shuffle", otherwise=True) else "MULTICHOICE"
    else:
        kind = "SHORTANSWER_C" if is_strict(written) else "SHORTANSWER"
    return f"{{{weight}:{kind}:{'~'.join(_answer(page, gap, one) for one in gap.answers)}}}"


def _answer(page: Page, gap: Gap, one: Answer) -> str:
    words = one.text if gap.drop_down else one.text.replace("*", "\\*")
    sign = "=" if one.weight == 100 else f"%{one.weight}%" if one.weight or words[:1] in {"=", "%"} else ""
    return f"{sign}{_words(words)}{f'#{_words(_said(page, one.feedback))}' if one.feedback else ''}"


def _said(page: Page, feedback: str) -> str:
    """What is said of an answer, in plain words."""
    html = page.html(feedback, {})
    plain = texts.as_words(html, texts.HTML)
    if escape(plain, quote=False) != html:
        page.out.piece.change(PLAIN)
    return plain


def _words(words: str) -> str:
    return _TO_ESCAPE.sub(lambda sign: "\\" + sign[0], escape(words, quote=False))

"""The pieces of Moodle XML: settings, texts with their files, texts with the codes of gaps."""

import base64
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from lxml import etree

from takwin.content.source.course import Media
from takwin.interop.questions.codes_out import with_codes
from takwin.interop.questions.files import OWN
from takwin.interop.questions.html import Target, as_html
from takwin.interop.questions.outgoing import Outgoing


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
            encoded(element, name, data if isinstance(data, bytes) else data.read_bytes())


def encoded(parent: etree._Element, name: str, data: bytes) -> etree._Element:
    """A file among the children; of a path its last part is the name."""
    file = add(parent, "file", name=PurePosixPath(name).name, path="/", encoding="base64")
    file.text = base64.b64encode(data).decode("ascii")
    return file


def coded(page: Page, parent: etree._Element) -> None:
    """The text of a cloze, each gap as a code."""
    element, used = add(parent, "questiontext", format="html"), dict[str, str]()
    setting(element, "text", with_codes(page.out, page.html(page.out.written.prompt, used)))
    page.files(element, used)

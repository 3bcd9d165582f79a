"""The short texts of components that keep them in attributes or elements of their own: plain words or HTML, as Markdown."""

import re

from lxml import etree

from takwin.interop.formats.olx.block import Block
from takwin.interop.formats.olx.links import Links
from takwin.interop.markdown import as_line, convert, parse
from takwin.interop.markdown.words import escaped, line_starts, unheaded


def of_html(html: str, block: Block, links: Links) -> str:
    """HTML as Markdown whose headings are bold words."""
    written = convert(parse(html), links.around(block)) if html.strip() else ""
    return "\n\n".join(unheaded(piece) for piece in written.split("\n\n"))


def of_plain(text: str) -> str:
    """Plain words as Markdown: their paragraphs stay, their signs mean nothing."""
    paragraphs = [as_line(one) for one in re.split(r"\n\s*\n", text.strip())]
    return "\n\n".join(line_starts(escaped(one)) for one in paragraphs if one)


def within(element: etree._Element | None) -> str:
    """What stands in an element, markup included; "" where there is none."""
    if element is None:
        return ""
    inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return ((element.text or "") + inner).strip()


def outer(element: etree._Element) -> str:
    """An element with its markup and the words behind it."""
    return etree.tostring(element, encoding="unicode", method="html")

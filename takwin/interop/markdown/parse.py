"""HTML fragments, read as leniently as a browser does."""

import re

from lxml import etree, html

from takwin.lib.text import N_, Sentence

DEEPEST = 100
"""Elements inside one another; what lies deeper is read as plain words."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ue000-\uf8ff]")
FLATTENED = Sentence(N_("The page nests its elements too deeply; below a point only the words were kept."))


def parse(text: str) -> etree._Element:
    """A `<div>` that holds the fragment. Any text is accepted."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    whole = f"<html><body><div>{_FORBIDDEN.sub('', text)}</div></body></html>"
    try:
        root = html.document_fromstring(whole.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return etree.Element("div")
    body = next(root.iter("body"), None)
    if body is None:
        return etree.Element("div")
    body.tag = "div"
    return body


def tag_of(element: etree._Element) -> str:
    """The lower-case name without its namespace. Comments and the like were left out by the parsers."""
    return str(element.tag).rpartition("}")[2].lower()


def plain(element: etree._Element) -> str:
    """The words of an element on one line."""
    return " ".join("".join(str(part) for part in element.itertext()).split())


def too_deep(element: etree._Element) -> bool:
    """Whether an element lies deeper than DEEPEST."""
    return sum(1 for _ in element.iterancestors()) > DEEPEST

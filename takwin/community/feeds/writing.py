"""Our own feeds: Atom (RFC 4287) of posts, and OPML 2.0 of everybody's feeds; plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Told:
    """A post as a feed tells it. `about` is what it is a resource for or links to outside, "" for none."""

    uid: str
    title: str
    address: str
    author: str
    at: datetime
    html: str
    language: str
    licence: str
    tags: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed of a participant."""

    title: str
    feed: str
    page: str


def atom(title: str, address: str, feed: str, posts: Iterable[Told]) -> bytes:
    """An Atom feed; `address` is the page, `feed` where it is itself."""
    told = list(posts)
    latest = max((post.at for post in told), default=datetime(2026, 1, 1, tzinfo=UTC))
    names: Any = {None: ATOM}
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=names)
    _add(root, "id", feed)
    _add(root, "title", title)
    _add(root, "updated", _moment(latest))
    _add(root, "link", rel="self", href=feed, type="application/atom+xml")
    _add(root, "link", rel="alternate", href=address, type="text/html")
    for post in told:
        _entry(root, post)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _entry(root: etree._Element, post: Told) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", f"urn:uuid:{post.uid}")
    _add(entry, "title", post.title)
    _add(entry, "updated", _moment(post.at))
    _add(entry, "published", _moment(post.at))
    _add(_add(entry, "author"), "name", post.author)
    _add(entry, "link", rel="alternate", href=post.address)
    if post.about:
        _add(entry, "link", rel="related", href=post.about)
    if post.licence.startswith("http"):
        _add(entry, "link", rel="license", href=post.licence)
    elif post.licence:
        _add(entry, "rights", post.licence)
    for tag in post.tags:
        _add(entry, "category", term=_xml(tag))
    content = _add(entry, "content", post.html, type="html")
    if post.language:
        content.set("{http://www.w3.org/XML/1998/namespace}lang", post.language)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = _xml(text) or None
    return made


def opml(title: str, feeds: Iterable[Followed]) -> bytes:
    """An OPML file that any feed reader takes."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _xml(title)
    body = etree.SubElement(root, "body")
    for one in feeds:
        words = {"text": _xml(one.title), "title": _xml(one.title)}
        etree.SubElement(body, "outline", {"type": "rss", **words, "xmlUrl": one.feed, "htmlUrl": one.page})
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _xml(text: str) -> str:
    """Without signs that XML 1.0 does not know."""
    return "".join(
        sign
        for sign in text
        if sign in "\t\n"
        or (ord(sign) >= 32 and not 0xD800 <= ord(sign) < 0xE000 and ord(sign) not in {0xFFFE, 0xFFFF})
    )

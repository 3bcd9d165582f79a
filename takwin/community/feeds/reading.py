"""A feed's bytes → what it says, with nothing in it that could do harm; plain Python."""

import calendar
import html as entities
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from takwin.lib import xml
from takwin.lib.html import clean, text_of
from takwin.lib.text import N_, Sentence

MOST = 2 << 20
"""Bytes of one feed."""
FORGIVING = 256 << 10
"""Bytes up to which a feed that is not well-formed is read nevertheless; beyond, that would take too long."""
ENTRIES = 50
"""Entries of one feed that are looked at, the newest first."""
LONGEST = 100_000
"""Signs of one entry."""
TAGS = 12
_ROOT = re.compile(rb"<\s*(?:\w+:)?(rss|feed|RDF)\b")
_PICTURE = re.compile(r"<(?:img|source|track)\b[^>]*>|</?(?:picture|video|audio)\b[^>]*>")
_ALT = re.compile(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>')

NO_FEED = Sentence(N_("What is at this address is not a feed (RSS or Atom)."))
EMPTY = Sentence(N_("The feed cannot be read: it is damaged."))


class FeedRefused(ValueError):
    """What came is not read; the sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `html` is clean and without pictures; `text` is its words; `at` None where the feed does not tell."""

    guid: str
    title: str
    link: str
    html: str
    text: str
    author: str
    licence: str
    language: str
    at: datetime | None
    tags: tuple[str, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, the page that it belongs to, its entries."""

    title: str
    page: str
    entries: tuple[Entry, ...]


def read(data: bytes, address: str) -> Feed:
    """The feed that came from an address. Raises FeedRefused."""
    if not _ROOT.search(data[:4096].replace(b"\x00", b"")):
        raise FeedRefused(NO_FEED)
    if len(data) > FORGIVING:
        try:
            xml.parse(data)
        except xml.XmlRefused:
            raise FeedRefused(EMPTY) from None
    said: Any = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not said.version and not said.entries:
        raise FeedRefused(EMPTY)
    page = http_address(urljoin(address, str(said.feed.get("link", ""))))
    language, licence = str(said.feed.get("language", "")), _licence(said.feed)
    entries = sorted(said.entries, key=lambda one: _at(one) or datetime.min.replace(tzinfo=UTC), reverse=True)[:ENTRIES]
    return Feed(
        line(said.feed.get("title", ""), 200),
        page,
        tuple(_entry(one, page or address, language, licence) for one in entries),
    )


def _entry(said: Any, base: str, language: str, licence: str) -> Entry:
    link = http_address(urljoin(base, str(said.get("link", ""))))
    raw = _content(said)[:LONGEST]
    html, links = safe(raw, link or base)
    text = plain(html)
    title = line(said.get("title", ""), 200) or text[:80]
    guid = str(said.get("id") or link or title)[:500]
    tags = [str(one.get("term") or "") for one in said.get("tags", ())]
    return Entry(
        guid=guid,
        title=title,
        link=link,
        html=html,
        text=text,
        author=line(said.get("author", ""), 200),
        licence=_licence(said) or licence,
        language=str(said.get("language") or language)[:16],
        at=_at(said),
        tags=tidy_tags([*tags, *hash_tags(f"{title} {text}")]),
        links=links,
    )


def _content(said: Any) -> str:
    """The longest text that the entry gives in HTML or plain words; plain words are made harmless by escaping."""
    parts = [*said.get("content", ()), said.get("summary_detail") or {}]
    texts = [
        entities.escape(str(part.get("value", ""))) if part.get("type") == "text/plain" else str(part.get("value", ""))
        for part in parts
    ]
    return max(texts, key=len, default="")


def safe(html: str, base: str) -> tuple[str, tuple[str, ...]]:
    """Clean HTML with whole addresses, its pictures told by their words only, and the addresses that it links to."""
    links: list[str] = []

    def link(tag: str, name: str, address: str) -> str | None:
        whole = http_address(_joined(base, address))
        if whole and (tag, name) == ("a", "href"):
            links.append(whole)
        return whole or None

    told = clean(html, link)
    return _PICTURE.sub("", _ALT.sub(r"\1", told)), tuple(dict.fromkeys(links))


def plain(html: str) -> str:
    """The words of a piece of HTML, on one line."""
    return entities.unescape(text_of(html))


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def http_address(address: str) -> str:
    """An http(s) address of at most 500 signs, or ""."""
    try:
        parts = urlsplit(address)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and len(address) <= 500
    except ValueError:
        return ""
    return address if good else ""


def line(value: object, most: int) -> str:
    """Words on one line, without tags, cut."""
    return plain(str(value))[:most].strip()


def _licence(said: Any) -> str:
    """The licence that a feed or an entry names (RFC 4946, or the element of Creative Commons), else its words of rights."""
    named = next((str(one.get("href", "")) for one in said.get("links", ()) if one.get("rel") == "license"), "")
    return line(named or said.get("license") or said.get("cc_license") or said.get("rights") or "", 300)


def _at(said: Any) -> datetime | None:
    moment = said.get("published_parsed") or said.get("updated_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(moment), UTC) if moment else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


_HASH = re.compile(r"(?<![\w/&#])#(\w[\w-]{1,59})")


def hash_tags(text: str) -> list[str]:
    """The words that begin with # in a text."""
    return _HASH.findall(text)


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: small letters, no #, at most twelve, each once."""
    found = (" ".join(str(tag).lstrip("#").split()).lower()[:60] for tag in tags)
    return tuple(dict.fromkeys(tag for tag in found if tag))[:TAGS]

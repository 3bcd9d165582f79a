"""Feeds of others: what is read of them, what is not, and nothing harmful."""

from contextlib import suppress
from datetime import UTC, datetime

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.community.feeds.finding import feeds_of
from takwin.community.feeds.pacing import next_time
from takwin.community.feeds.reading import ENTRIES, FeedRefused, hash_tags, read, tidy_tags
from takwin.community.feeds.writing import Followed, Told, atom, opml

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Carnet de classe</title><link>https://carnet.example/</link><language>fr</language>
<item><title>Une séance &amp; ses surprises</title><link>/seance</link><guid>g1</guid><dc:creator>Amina</dc:creator><category>ICT</category>
<pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>
<description><![CDATA[<p onclick="x()">Bonjour <script>alert(1)</script><a href="javascript:x()">mauvais</a> <a href="/autre">bon</a>
<img src="http://track.example/1.gif" alt="un dessin"><iframe src="https://e.example"></iframe> #classe</p>]]></description></item>
</channel></rss>""".encode()
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>دفتر</title><link href="https://daftar.example/"/>
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>
<entry><id>urn:1</id><title>درس</title><link href="https://daftar.example/1"/><updated>2026-03-02T08:00:00Z</updated><author><name>إبراهيم</name></author>
<content type="html">&lt;p&gt;مرحبا&lt;/p&gt;</content></entry></feed>""".encode()


def test_rss_is_read_and_nothing_harmful_stays() -> None:
    feed = read(RSS, "https://carnet.example/feed")
    assert (feed.title, feed.page) == ("Carnet de classe", "https://carnet.example/")
    (entry,) = feed.entries
    assert (entry.guid, entry.title, entry.link, entry.author) == (
        "g1",
        "Une séance & ses surprises",
        "https://carnet.example/seance",
        "Amina",
    )
    assert (entry.language, entry.at, entry.tags) == ("fr", datetime(2026, 3, 1, 10, tzinfo=UTC), ("ict", "classe"))
    assert entry.links == ("https://carnet.example/autre",)
    for harm in ("script", "alert", "onclick", "javascript", "<img", "track.example", "iframe"):
        assert harm not in entry.html
    assert "un dessin" in entry.html


def test_atom_is_read_with_its_licence() -> None:
    (entry,) = read(ATOM, "https://daftar.example/feed").entries
    assert (entry.title, entry.author, entry.html) == ("درس", "إبراهيم", "<p>مرحبا</p>")
    assert entry.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_a_careless_feed_is_read_while_it_is_small() -> None:
    careless = RSS.replace(b"<language>fr</language>", b"<title>x &nbsp; & y</title>")
    assert len(read(careless, "https://carnet.example/feed").entries) == 1
    with pytest.raises(FeedRefused, match="damaged"):
        read(careless + b" " * 300_000, "https://carnet.example/feed")


def test_only_the_newest_entries_are_looked_at() -> None:
    item = b"<item><title>t</title><guid>%d</guid></item>"
    many = b"<rss version='2.0'><channel>" + b"".join(item % number for number in range(200)) + b"</channel></rss>"
    assert len(read(many, "https://e.example/").entries) == ENTRIES


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><body>no feed</body></html>", b"%PDF-1.7", b"\x00" * 5000, b'{"version": "https://jsonfeed.org"}'],
)
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(FeedRefused):
        read(data, "https://e.example/")


def test_entities_do_not_grow() -> None:
    bomb = (
        b"<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'>"
        + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(8))
        + b"]>"
    )
    with pytest.raises(FeedRefused):
        read(
            bomb + b"<rss version='2.0'><channel><item><title>&i;</title></item></channel></rss>" + b" " * 300_000,
            "https://e.example/",
        )


@given(st.binary(max_size=400))
def test_no_bytes_give_more_than_a_refusal(data: bytes) -> None:
    with suppress(FeedRefused):
        read(b"<rss version='2.0'><channel><item>" + data, "https://e.example/")


def test_a_page_names_its_feeds_those_of_comments_last() -> None:
    page = b"""<head><base href="https://e.example/blog/"><link rel="alternate" type="application/rss+xml" href="comments/feed">
    <link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="atom.xml"><link rel="alternate" hreflang="ar" href="/ar">
    <link rel="alternate" type="application/rss+xml" href="javascript:x"></head>"""
    assert feeds_of(page, "https://e.example/blog/2026") == [
        "https://e.example/blog/atom.xml",
        "https://e.example/blog/comments/feed",
    ]
    assert feeds_of(b"\x00\x01", "https://e.example/") == []


def test_a_feed_that_fails_is_asked_less_and_less() -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    hours = [(next_time(now, failures, 0) - now).total_seconds() / 3600 for failures in range(8)]
    assert hours == [1, 2, 4, 8, 16, 24, 24, 24]


def test_tags_are_kept_alike() -> None:
    assert tidy_tags(["#ICT", "ict", "  salle  de classe ", "", "#"]) == ("ict", "salle de classe")
    assert hash_tags("#un mot#deux https://e.example/#trois «#quatre» #درس") == ["un", "quatre", "درس"]


def test_our_own_feeds_are_read_by_others() -> None:
    at = datetime(2026, 3, 1, 10, tzinfo=UTC)
    told = Told(
        "6d1f6f0e-6d1c-5b0a-9a43-7a6b1c9e5f10",
        "Titre \x0b&",
        "https://t.example/1",
        "أمينة",
        at,
        "<p>a&amp;b</p>",
        "fr",
        "https://creativecommons.org/licenses/by/4.0/",
        ("ict",),
    )
    said = feedparser.parse(atom("Takwin", "https://t.example/", "https://t.example/atom", [told]))
    assert not said.bozo
    (entry,) = said.entries
    assert (entry.title, entry.author, entry.link, entry.tags[0].term) == (
        "Titre &",
        "أمينة",
        "https://t.example/1",
        "ict",
    )
    assert b'xmlUrl="https://e.example/feed"' in opml(
        "Cours", [Followed("Carnet", "https://e.example/feed", "https://e.example/")]
    )

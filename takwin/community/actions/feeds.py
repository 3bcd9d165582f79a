"""Feeds: looked at when somebody names a page, then harvested, politely and each by itself."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction

from takwin.accounts.models import Person
from takwin.community import queries
from takwin.community.actions.posts import follow_links, keep_tags, tell_shared
from takwin.community.feeds import finding, pacing, reading
from takwin.community.feeds.reading import Entry, FeedRefused
from takwin.community.models import Feed, Hub, Post
from takwin.learning.models import Enrolment
from takwin.lib.ids import derived
from takwin.lib.outside import Fetched, NoAnswer, NotPublic, TooLarge, fetch
from takwin.lib.text import N_, Sentence
from takwin.notices import actions as notices

Seen = tuple[str, reading.Feed]
"""A feed and the address that it was found at."""
Get = Callable[[str, dict[str, str]], Fetched]
AGENT = "Takwin feed reader"
AT_ONCE = 24
"""Sites that are asked at one moment; one site is asked one thing after another."""
MOST = 2000
"""Feeds of one round."""
SECONDS = 10.0

NOT_PUBLIC = Sentence(N_("This is no address of a public page, such as https://example.org/blog"))
SILENT = Sentence(N_("The site did not answer, or not in time. Is the address right? Else try again later."))
TOO_LONG = Sentence(N_("The feed is too large: at most 2 MiB."))
GONE = Sentence(N_("There is no page at this address any more (the site says %(status)s)."))
REFUSED = Sentence(N_("The site does not give the page to us (it says %(status)s)."))
NONE_NAMED = Sentence(N_("This page names no feed. Many blogs have one at their address followed by /feed/ or /rss."))
TAKEN = Sentence(N_("This feed is in the hub already."))
BROKEN = N_(
    "Your feed “%(title)s” could not be read %(times)s times in a row. The page of your feeds tells why; it is tried again."
)


class FeedRefusedHere(ValueError):
    """A feed that is not added; the sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Harvested:
    """How many feeds were asked, how many could not be read, and how many posts came."""

    feeds: int
    failed: int
    posts: int


@dataclass(frozen=True, slots=True)
class _Told:
    """What a feed said: what it holds (None: nothing new), or why it could not be read."""

    feed: reading.Feed | None = None
    etag: str = ""
    modified: str = ""
    address: str = ""
    trouble: Sentence | None = None


def get(address: str, headers: dict[str, str]) -> Fetched:
    """From the Internet, at most 2 MiB in at most ten seconds."""
    return fetch(address, {"User-Agent": AGENT, **headers}, reading.MOST, seconds=SECONDS)


def look(address: str, get: Get = get) -> list[Seen]:
    """The feeds that somebody may mean by the address of a page or of a feed itself. Raises FeedRefusedHere."""
    found = _fetched(address, {}, get)
    try:
        return [(found.address, reading.read(found.body, found.address))]
    except FeedRefused:
        named = finding.feeds_of(found.body, found.address)
    feeds = []
    for one in named:
        try:
            there = _fetched(one, {}, get)
            feeds.append((there.address, reading.read(there.body, there.address)))
        except (FeedRefusedHere, FeedRefused):
            continue
    if not feeds:
        raise FeedRefusedHere(NONE_NAMED)
    return feeds


def _fetched(address: str, headers: dict[str, str], get: Get) -> Fetched:
    try:
        found = get(address, headers)
    except NotPublic:
        raise FeedRefusedHere(NOT_PUBLIC) from None
    except TooLarge:
        raise FeedRefusedHere(TOO_LONG) from None
    except NoAnswer:
        raise FeedRefusedHere(SILENT) from None
    if found.status in {404, 410}:
        raise FeedRefusedHere(Sentence(GONE.message, {"status": found.status}))
    if found.status not in {200, 304}:
        raise FeedRefusedHere(Sentence(REFUSED.message, {"status": found.status}))
    return found


def add_feed(hub: Hub, person: Person, address: str, feed: reading.Feed, *, every: bool, now: datetime) -> Feed:
    """Follow somebody's own pages from now on; what they hold is taken in the next round. Raises FeedRefusedHere."""
    try:
        with transaction.atomic():
            return Feed.objects.create(
                hub=hub,
                person=person,
                address=address,
                page=feed.page,
                title=feed.title,
                every=every,
                added=now,
                due=now,
            )
    except IntegrityError:
        raise FeedRefusedHere(TAKEN) from None


def remove_feed(feed: Feed) -> None:
    """Follow it no longer; what was taken stays."""
    feed.delete()


def harvest(now: datetime, get: Get = get) -> Harvested:
    """Ask every feed that is due. Sites are asked beside each other, what they say is kept one by one, and one that fails stops no
    other."""
    waiting = sorted(queries.due(now, MOST), key=lambda feed: _site(feed.address))
    sites = [list(some) for _, some in groupby(waiting, key=lambda feed: _site(feed.address))]
    failed = posts = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for feed, told in _as_told(pool, sites, get):
            posts += _kept(feed, told, now)
            failed += told.trouble is not None
    return Harvested(len(waiting), failed, posts)


def _as_told(pool: ThreadPoolExecutor, sites: list[list[Feed]], get: Get) -> Iterator[tuple[Feed, _Told]]:
    for answers in pool.map(lambda feeds: [(feed, _ask(feed, get)) for feed in feeds], sites):
        yield from answers


def _site(address: str) -> str:
    return urlsplit(address).netloc.lower()


def _ask(feed: Feed, get: Get) -> _Told:
    """Without the database: it runs beside others."""
    headers = {"If-None-Match": feed.etag} if feed.etag else {}
    headers |= {"If-Modified-Since": feed.modified} if feed.modified else {}
    try:
        found = _fetched(feed.address, headers, get)
        if found.status == 304:
            return _Told(etag=feed.etag, modified=feed.modified)
        said = reading.read(found.body, found.address)
    except (FeedRefusedHere, FeedRefused) as refused:
        return _Told(trouble=refused.sentence)
    except Exception:  # noqa: BLE001 - a feed that we cannot read must not stop the others
        return _Told(trouble=reading.EMPTY)
    etag, modified = found.headers.get("etag", ""), found.headers.get("last-modified", "")
    there = found.address if found.moved else ""
    return _Told(said, etag if len(etag) <= 300 else "", modified[:100], there)


@transaction.atomic
def _kept(feed: Feed, told: _Told, now: datetime) -> int:
    """Keep what a feed said; how many posts are new."""
    failures = feed.failures + 1 if told.trouble else 0
    new = 0 if told.feed is None else _all_taken(feed, told.feed.entries, now)
    values: dict[str, Any] = {"asked": now, "failures": failures, "due": pacing.next_time(now, failures, feed.pk)}
    if told.trouble:
        values["trouble"] = [told.trouble.message, told.trouble.values]
        if failures == pacing.TOLD_AFTER:
            _tell_owner(feed, now)
    else:
        values |= {"trouble": None, "etag": told.etag, "modified": told.modified}
    if told.feed is not None:
        values |= {"title": told.feed.title or feed.title, "page": told.feed.page or feed.page}
    Feed.objects.filter(pk=feed.pk).update(**values)
    return new


def _tell_owner(feed: Feed, now: datetime) -> None:
    notices.tell(
        feed.person,
        cause=derived(feed.person.pseudonym, f"feed {feed.pk} fails since {now:%Y-%m-%d %H}"),
        message=BROKEN,
        values={"title": feed.title or feed.address, "times": pacing.TOLD_AFTER},
        link=f"/hubs/{feed.hub.run.course.slug}/feeds/",
        now=now,
    )


def _all_taken(feed: Feed, entries: Iterable[Entry], now: datetime) -> int:
    """Take the entries that belong here; how many are new. The pages that the person has in the hub already are looked up once for all
    of them."""
    wanted = [entry for entry in entries if feed.every or feed.hub.tag in entry.tags]
    pages = Post.objects.filter(person=feed.person, hub=feed.hub).exclude(link="")
    links = set(pages.values_list("link", flat=True)) if wanted else set[str]()
    return sum(_taken(feed, entry, links, now) for entry in wanted)


def _taken(feed: Feed, entry: Entry, links: set[str], now: datetime) -> bool:
    """Take an entry; whether it is new. One that its author changed is changed here too. `links` are the person's pages in the hub, with
    this one from now on."""
    told = {
        "title": entry.title,
        "html": entry.html,
        "text": entry.text[:600],
        "author": entry.author,
        "link": entry.link,
        "licence": entry.licence,
        "language": entry.language,
    }
    known = Post.objects.filter(feed=feed, guid=entry.guid).first()
    if known is not None:
        changed = {name: value for name, value in told.items() if getattr(known, name) != value}
        if changed:
            Post.objects.filter(pk=known.pk).update(**changed)
            keep_tags(known, entry.tags)
        return False
    if entry.link in links:
        return False  # the same page by another feed of this person
    links |= {entry.link} - {""}
    at, enrolment = min(entry.at or now, now), Enrolment.objects.filter(person=feed.person, run=feed.hub.run).first()
    post = Post.objects.create(
        uid=derived(enrolment.uid if enrolment else feed.person.pseudonym, f"{feed.address} {entry.guid}"),
        hub=feed.hub,
        person=feed.person,
        feed=feed,
        guid=entry.guid,
        at=at,
        received=now,
        **told,
    )
    keep_tags(post, entry.tags)
    follow_links(post, entry.links, now)
    if enrolment is not None:
        tell_shared(post, enrolment, now)
    return True

"""Feeds are found and harvested; one that is broken stops no other, and its owner is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.community import actions
from takwin.community.actions import FeedRefusedHere
from takwin.community.feeds import reading
from takwin.community.models import Feed, Hub, Post
from takwin.community.tests import builders
from takwin.community.tests.builders import RSS, Internet
from takwin.notices.models import Notice
from takwin.records.models import Sentence

FEED, PAGE = "https://carnet.example/feed", "https://carnet.example/"
HTML = b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>Bonjour</body></html>'

pytestmark = pytest.mark.db


@pytest.fixture
def hub(ghizlane: Person) -> Hub:
    return builders.hub(ghizlane)


def follow(hub: Hub, person: Person, address: str = FEED, *, every: bool = False) -> Feed:
    return actions.add_feed(hub, person, address, reading.read(RSS, address), every=every, now=timezone.now())


def test_the_feed_of_a_page_is_found_and_a_feed_is_one_itself() -> None:
    there = Internet({PAGE: HTML, FEED: RSS})
    for address in (PAGE, FEED):
        ((found, feed),) = actions.look(address, there.get)
        assert (found, feed.title) == (FEED, "Carnet")


@pytest.mark.parametrize(
    ("page", "why"),
    [(404, "no page"), (403, "does not give"), (None, "did not answer"), (b"<html>x</html>", "names no feed")],
)
def test_a_page_without_feed_is_told(page: bytes | int | None, why: str) -> None:
    with pytest.raises(FeedRefusedHere, match=why):
        actions.look(PAGE, Internet({PAGE: page} if page is not None else {}).get)


def test_tagged_posts_come_in_once_and_are_told_to_the_record(hub: Hub, amina: Person) -> None:
    builders.joined(amina, hub)
    feed = follow(hub, amina)
    there, now = Internet({FEED: RSS}), timezone.now()
    assert actions.harvest(now, there.get) == actions.feeds.Harvested(1, 0, 1)
    (post,) = Post.objects.all()
    assert (post.title, post.person, post.link, post.text) == (
        "Avec",
        amina,
        "https://carnet.example/1",
        "Un essai de classe.",
    )
    assert Sentence.objects.filter(uid=post.uid).exists()
    assert actions.harvest(now, there.get).feeds == 0, "not again before an hour"
    later = now + timedelta(hours=2)
    assert actions.harvest(later, there.get) == actions.feeds.Harvested(1, 0, 0)
    assert there.asked[-1][1] == {"If-None-Match": '"v1"'}
    there.pages[FEED] = RSS.replace(b"Un essai", b"Un bel essai")
    Feed.objects.filter(pk=feed.pk).update(etag="", due=later)
    assert actions.harvest(later, there.get).posts == 0
    assert Post.objects.get().text == "Un bel essai de classe."


def test_all_posts_come_in_where_the_owner_wants_it(hub: Hub, amina: Person) -> None:
    follow(hub, amina, every=True)
    assert actions.harvest(timezone.now(), Internet({FEED: RSS}).get).posts == 2


def test_broken_feeds_stop_no_other_and_their_owner_is_told_once(hub: Hub, amina: Person, brahim: Person) -> None:
    follow(hub, amina)
    hostile: dict[str, bytes | int] = {
        "https://a.example/": b"<rss version='2.0'><channel><item>" + b"<" * 1000,
        "https://b.example/": 500,
        "https://c.example/": b"\x00" * 1000,
        "https://d.example/": b"<html>moved away</html>",
    }
    for address in [*hostile, "https://nobody.example/"]:
        follow(hub, brahim, address)
    there, now = Internet({FEED: RSS, **hostile}), timezone.now()
    found = actions.harvest(now, there.get)
    assert (found.feeds, found.posts) == (6, 1)
    assert found.failed >= 4
    silent = Feed.objects.get(address="https://nobody.example/")
    assert silent.trouble
    assert silent.failures == 1
    for _ in range(5):
        now += timedelta(days=2)
        actions.harvest(now, there.get)
    told = Notice.objects.filter(person=brahim, message=actions.feeds.BROKEN)
    assert told.count() == Feed.objects.filter(person=brahim).exclude(trouble=None).count()
    assert not Notice.objects.filter(person=amina).exists()


def test_a_post_that_links_to_another_takes_it_up(hub: Hub, amina: Person, brahim: Person) -> None:
    follow(hub, amina)
    answer = RSS.replace(b"https://carnet.example/1", b"https://b.example/1").replace(
        b"Un essai de classe.", b'&lt;a href="https://carnet.example/1"&gt;Amina&lt;/a&gt;'
    )
    follow(hub, brahim, "https://b.example/feed")
    actions.harvest(timezone.now(), Internet({FEED: RSS, "https://b.example/feed": answer}).get)
    if not (post := Post.objects.get(person=brahim)).answers.exists():  # it came first: the next round connects nothing
        post.delete()
        Feed.objects.update(due=timezone.now(), etag="")
        actions.harvest(timezone.now(), Internet({FEED: RSS, "https://b.example/feed": answer}).get)
    assert Post.objects.get(person=brahim).answers.get().to.person == amina


def test_the_same_feed_is_followed_once(hub: Hub, amina: Person, brahim: Person) -> None:
    follow(hub, amina)
    with pytest.raises(FeedRefusedHere, match="already"):
        follow(hub, brahim)

"""Reads of a hub."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from takwin.community.feeds.writing import Followed, Told
from takwin.community.models import Connection, Feed, Hiding, Hub, Post, Report, Tag
from takwin.community.picture import Picture, picture
from takwin.learning.models import Run

KNOWN_TAGS = 30


def hub_of(run: Run) -> Hub | None:
    """The hub of a run, if it has one."""
    return Hub.objects.filter(run=run).first()


def stream(hub: Hub, kind: str = "", tag: str = "", who: int | None = None) -> QuerySet[Post]:
    """What everybody of a hub may see, newest first; of one kind, with one tag, by one person."""
    posts = hub.posts.filter(hidden=False).order_by("-at", "-pk").select_related("person", "feed")
    if kind:
        posts = posts.filter(kind=kind)
    if who is not None:
        posts = posts.filter(person=who)
    if tag:
        posts = posts.filter(Exists(Tag.objects.filter(post=OuterRef("pk"), word=tag)))
    return posts.prefetch_related("tags").annotate(
        replies=Count("answered", filter=Q(answered__post__hidden=False), distinct=True)
    )


def tags(hub: Hub) -> list[tuple[str, int]]:
    """The tags that are used most, with how often; the hub's own is left out, because all have it."""
    found = (
        Tag.objects.filter(post__hub=hub, post__hidden=False)
        .exclude(word=hub.tag)
        .values_list("word")
        .annotate(times=Count("pk"))
        .order_by("-times", "word")
    )
    return list(found[:KNOWN_TAGS])


def around(post: Post) -> tuple[list[Connection], list[Connection]]:
    """What a post answers, and what answers it; without what is hidden."""
    shown = Connection.objects.order_by("at", "pk").select_related("person")
    answers = shown.filter(post=post, to__hidden=False).select_related("to", "to__person")
    answered = shown.filter(to=post, post__hidden=False).select_related("post", "post__person")
    return list(answers), list(answered)


def who_answers_whom(hub: Hub) -> Picture:
    """The people of a hub who published something, and who answered whom."""
    posts = Post.objects.filter(hub=hub, hidden=False).exclude(person=None)
    names = dict(posts.values_list("person", "person__name").distinct())
    pairs = Connection.objects.filter(post__in=posts, to__in=posts).values_list("post__person", "to__person")
    return picture(names, pairs)


def feeds(hub: Hub) -> QuerySet[Feed]:
    """Everybody's feeds, by the name of their owner."""
    return hub.feeds.select_related("person").order_by("person__name", "title", "pk")


def followed(hub: Hub) -> list[Followed]:
    """The same as other programs take them."""
    return [Followed(one.title or one.person.name, one.address, one.page) for one in feeds(hub)]


def due(now: datetime, most: int) -> list[Feed]:
    """Feeds to be asked now, the longest waiting first."""
    waiting = Feed.objects.filter(due__lte=now, person__is_active=True)
    return list(waiting.select_related("hub", "hub__run", "hub__run__course", "person").order_by("due")[:most])


def told(posts: Iterable[Post], base: str) -> list[Told]:
    """Posts as a feed tells them."""
    return [
        Told(
            uid=str(post.uid),
            title=post.title,
            address=f"{base}{post.pk}/",
            author=post.author or (post.person.name if post.person else ""),
            at=post.at,
            html=post.html,
            language=post.language,
            licence=post.licence,
            tags=tuple(tag.word for tag in post.tags.all()),
            about=post.link,
        )
        for post in posts
    ]


def open_reports(hub: Hub) -> list[Report]:
    """What the team should look at, the oldest first."""
    found = Report.objects.filter(post__hub=hub, settled=None).select_related("post", "person", "post__person")
    return list(found.order_by("at", "pk"))


def open_appeals(hub: Hub) -> list[Hiding]:
    """What authors ask the team to look at once more."""
    found = Hiding.objects.filter(post__hub=hub, lifted=None, answered=None).exclude(appealed=None)
    return list(found.select_related("post", "post__person").order_by("appealed", "pk"))


def hidden(hub: Hub) -> list[Hiding]:
    """What is hidden now, the newest first."""
    found = Hiding.objects.filter(post__hub=hub, lifted=None).select_related("post", "post__person", "by")
    return list(found.order_by("-at", "-pk"))


def counts(hub: Hub) -> Counter[str]:
    """How many posts and resources there are."""
    found = hub.posts.filter(hidden=False).values_list("kind").annotate(number=Count("pk"))
    return Counter(dict(found))

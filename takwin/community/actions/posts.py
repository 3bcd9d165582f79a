"""Something is published, answered, connected, removed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from takwin.accounts.models import Person
from takwin.community.feeds.reading import hash_tags, plain, safe, tidy_tags
from takwin.community.mail import Letter
from takwin.community.models import Connection, Hub, Participant, Post, Tag
from takwin.learning import actions as learning
from takwin.learning import activity
from takwin.learning.models import Enrolment
from takwin.lib import digest
from takwin.lib.ids import derived
from takwin.lib.text import N_
from takwin.notices import actions as notices

HERE = N_("%(name)s answered your post “%(title)s”.")


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody writes or proposes here. `html` may be anything: it is made clean."""

    title: str
    html: str
    language: str
    tags: Sequence[str] = ()
    licence: str = ""
    link: str = ""
    kind: str = Post.Kind.POST


@transaction.atomic
def publish(
    hub: Hub,
    person: Person,
    enrolment: Enrolment | None,
    written: Written,
    uid: UUID,
    now: datetime,
    to: Post | None = None,
) -> Post:
    """Publish in a hub, perhaps as an answer. The same `uid` again changes nothing. Who answers is told to whoever is answered."""
    html, links = safe(written.html, "")
    text = plain(html)
    post, fresh = Post.objects.get_or_create(
        uid=uid,
        defaults={
            "hub": hub,
            "kind": written.kind,
            "person": person,
            "title": written.title or text[:80],
            "html": html,
            "text": text[:600],
            "link": written.link,
            "licence": written.licence,
            "language": written.language,
            "at": now,
            "received": now,
        },
    )
    if not fresh:
        return post
    keep_tags(post, [*written.tags, *hash_tags(f"{written.title} {text}")])
    if to is not None:
        Connection.objects.get_or_create(post=post, to=to, defaults={"at": now})
        _tell(post, to, now)
    follow_links(post, links, now)
    if enrolment is not None:
        tell_shared(post, enrolment, now)
    return post


def tell_shared(post: Post, enrolment: Enrolment, now: datetime) -> None:
    """Tell the record that somebody published something; its words stay here, the record has their digest."""
    what = activity.post(post.hub.run.course.slug, post.uid)
    result = {"kind": post.kind, "digest": digest.of_bytes(f"{post.title}\n{post.html}".encode())}
    learning.tell(enrolment, learning.sentence(enrolment, "shared", what, now, result, uid=post.uid), now)


def keep_tags(post: Post, tags: Iterable[str]) -> None:
    """Give a post these tags, and no others."""
    Tag.objects.filter(post=post).delete()
    Tag.objects.bulk_create(Tag(post=post, word=word) for word in tidy_tags(tags))


def follow_links(post: Post, links: Sequence[str], now: datetime) -> None:
    """Connect a post with those of the hub that it links to."""
    if not links:
        return
    for other in Post.objects.filter(hub=post.hub, link__in=links).exclude(pk=post.pk):
        Connection.objects.get_or_create(post=post, to=other, defaults={"at": now})


def _tell(post: Post, to: Post, now: datetime) -> None:
    if to.person and post.person and to.person_id != post.person_id:
        notices.tell(
            to.person,
            cause=derived(post.uid, "answered"),
            message=HERE,
            values={"name": post.person.name, "title": to.title},
            link=f"/hubs/{post.hub.run.course.slug}/{post.pk}/",
            now=now,
            names=post.person,
        )


def connect(post: Post, to: Post, person: Person, why: str, now: datetime) -> Connection:
    """Somebody says that two posts or resources belong together, and why. The first word about a pair stays."""
    found, _ = Connection.objects.get_or_create(
        post=post, to=to, defaults={"person": person, "why": why.strip()[:300], "at": now}
    )
    return found


def post_by_mail(letter: Letter, now: datetime) -> Post | None:
    """Publish what a participant sent by e-mail, known by the secret words of the address; None where nobody has such an address."""
    known = Participant.objects.filter(
        token__in=letter.tokens,
        enrolment__left=None,
        enrolment__person__is_active=True,
        enrolment__run__hub__isnull=False,
    ).select_related("enrolment__person", "enrolment__run__hub", "enrolment__run__course")
    chosen = known.first()
    if chosen is None or chosen.enrolment.person is None:
        return None
    enrolment, person = chosen.enrolment, chosen.enrolment.person
    uid = derived(enrolment.uid, f"letter {letter.uid or digest.of_bytes(letter.html.encode())}")
    written = Written(letter.title, letter.html, person.language)
    return publish(enrolment.run.hub, person, enrolment, written, uid, now)


@transaction.atomic
def remove(post: Post) -> None:
    """Take back what one published: its words go, the record keeps that something was shared."""
    post.delete()

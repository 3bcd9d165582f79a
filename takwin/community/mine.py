"""What hubs hold about a person."""

from datetime import datetime

from django.utils.translation import gettext

from takwin.accounts.actions import hand_over
from takwin.accounts.models import Person
from takwin.community.models import Connection, Feed, Hiding, Participant, Post, Report
from takwin.learning.queries import merged


def export(person: Person) -> dict[str, object]:
    """What the person published, follows, connected and reported."""
    posts = Post.objects.filter(person=person).order_by("at", "pk").prefetch_related("tags")
    return {
        "published": [
            {
                "course": post.hub.run.course.slug,
                "kind": post.kind,
                "title": post.title,
                "html": post.html,
                "link": post.link,
                "licence": post.licence,
                "tags": [tag.word for tag in post.tags.all()],
                "at": post.at,
                "hidden": post.hidden,
                "appeals": list(Hiding.objects.filter(post=post).values("reason", "at", "appeal", "answer")),
            }
            for post in posts.select_related("hub__run__course")
        ],
        "feeds": list(Feed.objects.filter(person=person).order_by("pk").values("address", "title", "added", "asked")),
        "connections": list(Connection.objects.filter(person=person).order_by("pk").values("why", "at")),
        "reports": list(Report.objects.filter(person=person).order_by("pk").values("why", "at")),
        "daily letters": list(
            Participant.objects.filter(enrolment__person=person).values_list("enrolment__run__course__slug", flat=True)
        ),
    }


def erase(person: Person, now: datetime) -> None:
    """What the person wrote goes, with its tags and connections; of what they said about others' posts the words go too."""
    Post.objects.filter(person=person).delete()
    Feed.objects.filter(person=person).delete()
    Participant.objects.filter(enrolment__person=person).delete()
    Report.objects.filter(person=person).delete()
    Connection.objects.filter(person=person).exclude(why="").delete()
    Hiding.objects.filter(by=person).update(by=None)


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """What they published, follow and said is the other account's. Of two addresses for posting by e-mail that of the run that goes on stays."""
    hand_over(
        kept, gone, (Post, "person"), (Feed, "person"), (Connection, "person"), (Report, "person"), (Hiding, "by")
    )
    for goes, stays in merged(kept):
        if Participant.objects.filter(enrolment=stays).exists():
            Participant.objects.filter(enrolment=goes).delete()
        Participant.objects.filter(enrolment=goes).update(enrolment=stays)


def held(person: Person) -> list[tuple[str, int]]:
    """What the person published."""
    return [(gettext("Publications"), Post.objects.filter(person=person).count())]

"""What content holds about a person."""

from datetime import datetime

from takwin.accounts.models import Person
from takwin.content.models import Draft, Member, Release


def export(person: Person) -> dict[str, object]:
    """The course teams the person is in, and the releases and drafts the person made."""
    teams = Member.objects.filter(person=person).select_related("course").order_by("since")
    releases = Release.objects.filter(published_by=person).select_related("course").order_by("published")
    drafts = Draft.objects.filter(uploaded_by=person).select_related("course")
    return {
        "course teams": [{"course": one.course.slug, "since": one.since.isoformat()} for one in teams],
        "releases": [
            {
                "course": one.course.slug,
                "release": one.digest,
                "note": one.note,
                "at": one.published.isoformat(),
            }
            for one in releases
        ],
        "drafts": [{"course": one.course.slug, "at": one.uploaded.isoformat()} for one in drafts],
    }


def erase(person: Person, now: datetime) -> None:
    """Leave every team; courses and releases stay, and no longer say who made them."""
    Member.objects.filter(person=person).delete()
    Release.objects.filter(published_by=person).update(published_by=None)
    Draft.objects.filter(uploaded_by=person).update(uploaded_by=None)

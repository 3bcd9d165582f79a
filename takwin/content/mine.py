"""What content holds about a person."""

from datetime import datetime

from django.utils.translation import gettext

from takwin.accounts.actions import hand_over
from takwin.accounts.models import Person
from takwin.content.models import Act, Course, Draft, Fetch, Member, Release, Tick

OF_PEOPLE = frozenset({"name", "title", "reason"})
"""What the journal's values tell of whoever an act is about."""


def export(person: Person) -> dict[str, object]:
    """The course teams the person is in, the releases and drafts the person made, and what the person did in teams."""
    teams = Member.objects.filter(person=person).select_related("course").order_by("since")
    releases = Release.objects.filter(published_by=person).select_related("course").order_by("published")
    drafts = Draft.objects.filter(uploaded_by=person).select_related("course")
    acts = Act.objects.filter(by=person).select_related("course").order_by("at")
    ticks = Tick.objects.filter(by=person).select_related("course").order_by("at")
    fetches = Fetch.objects.filter(by=person).order_by("asked")
    return {
        "fetched": [{"address": one.url, "commit": one.commit, "at": one.asked.isoformat()} for one in fetches],
        "course teams": [
            {"course": one.course.slug, "role": one.role, "since": one.since.isoformat()} for one in teams
        ],
        "answers for the checklist of": [one.slug for one in Course.objects.filter(caretaker=person).order_by("slug")],
        "done in teams": [
            {"course": one.course.slug, "what": one.what, "values": one.values, "at": one.at.isoformat()}
            for one in acts
        ],
        "ticked": [
            {"course": one.course.slug, "item": one.item, "note": one.note, "at": one.at.isoformat()} for one in ticks
        ],
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
    """Leave every team; courses and releases stay, and no longer say who made them. Of what was done about the person the journal keeps
    that it was done, without the name, the titles of their posts and the reasons."""
    Member.objects.filter(person=person).delete()
    Course.objects.filter(caretaker=person).update(caretaker=None)
    Act.objects.filter(by=person).update(by=None)
    about = list(Act.objects.filter(about=person))
    for act in about:
        act.values = {name: "" if name in OF_PEOPLE else value for name, value in act.values.items()}
        act.about = None
    Act.objects.bulk_update(about, ["values", "about"])
    Fetch.objects.filter(by=person).update(by=None)
    Tick.objects.filter(by=person).update(by=None)
    Release.objects.filter(published_by=person).update(published_by=None)
    Draft.objects.filter(uploaded_by=person).update(uploaded_by=None)


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """The teams of both, in each the higher role; what either did stays in the journal, under the account that stays."""
    order: list[str] = [Member.Role.READER, Member.Role.AUTHOR, Member.Role.OWNER]
    for one in Member.objects.filter(person=gone):
        there = Member.objects.filter(person=kept, course=one.course_id).first()
        if there is not None:
            there.role = max(there.role, one.role, key=order.index)
            there.save(update_fields=["role"])
            one.delete()
    hand_over(
        kept, gone, (Member, "person"), (Course, "caretaker"), (Act, "by"), (Act, "about"), (Fetch, "by"), (Tick, "by")
    )
    hand_over(kept, gone, (Release, "published_by"), (Draft, "uploaded_by"))


def held(person: Person) -> list[tuple[str, int]]:
    """Course teams."""
    return [(gettext("Course teams"), Member.objects.filter(person=person).count())]

"""What meetings hold about a person."""

from datetime import datetime

from django.utils.translation import gettext

from takwin.accounts.actions import hand_over
from takwin.accounts.models import Person
from takwin.attendance import actions
from takwin.attendance.models import Certificate, Entry, Place, Trainer
from takwin.attendance.printing import discard
from takwin.learning.queries import merged


def export(person: Person) -> dict[str, object]:
    """What was noted of the person at meetings, which meetings they run, and how much they noted of others."""
    noted = Entry.objects.filter(presence__enrolment__person=person).select_related("presence__session__run__course")
    runs = Trainer.objects.filter(person=person).select_related("session__run__course")
    return {
        "meetings in a room": [
            {
                "course": one.presence.session.run.course.slug,
                "meeting": one.presence.session.title,
                "at": one.presence.session.starts,
                "noted": one.at,
                "how": one.way,
                "what": one.status,
                "minutes": one.minutes,
                "why": one.why,
            }
            for one in noted.order_by("at", "pk")
        ],
        "meetings run": [
            {"course": one.session.run.course.slug, "meeting": one.session.title, "at": one.session.starts}
            for one in runs.order_by("session__starts", "pk")
        ],
        "places at meetings": [
            {"meeting": one.session.title, "since": one.since, "waits": one.waits, "why": one.why}
            for one in Place.objects.filter(enrolment__person=person).select_related("session").order_by("since", "pk")
        ],
        "attendance certificates": [
            {"code": one.code, "issued": one.issued, "says": one.facts}
            for one in Certificate.objects.filter(enrolment__person=person).order_by("issued", "pk")
        ],
        "places given to others": Place.objects.filter(by=person).count(),
        "noted of others": Entry.objects.filter(by=person).count(),
    }


def erase(person: Person, now: datetime) -> None:
    """They run no meeting and have no place any more; reasons that were written about them go. That somebody was there stays, under nobody's name."""
    Trainer.objects.filter(person=person).delete()
    for one in Certificate.objects.filter(enrolment__person=person):
        discard(one)
        one.delete()
    Entry.objects.filter(by=person).update(by=None)
    Place.objects.filter(by=person).update(by=None)
    Place.objects.filter(enrolment__person=person).delete()
    Entry.objects.filter(presence__enrolment__person=person).update(why="", device="")


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """Meetings that they run, and where they were: of two notes of one meeting the better holds."""
    Trainer.objects.filter(person=gone, session__trainers__person=kept).delete()
    hand_over(kept, gone, (Trainer, "person"), (Entry, "by"), (Place, "by"))
    for goes, stays in merged(kept):
        actions.merge(goes, stays, now)


def held(person: Person) -> list[tuple[str, int]]:
    """Meetings at which the person was noted."""
    return [
        (
            gettext("Meetings in a room"),
            Entry.objects.filter(presence__enrolment__person=person).values("presence").distinct().count(),
        )
    ]

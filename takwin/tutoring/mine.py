"""What tutoring holds about a person: as a learner, and as a tutor."""

from datetime import datetime

from takwin.accounts.actions import hand_over
from takwin.accounts.models import Person
from takwin.learning.queries import merged
from takwin.tutoring import actions
from takwin.tutoring.models import Care, Case, Duty, Entry, Pulse, Tutor


def export(person: Person) -> dict[str, object]:
    """Follow-up cases about the person, what was written to and by them, how they said they got on; as a tutor, where and what they wrote. Notes that
    tutors keep for one another are counted, not shown; what a tutor wrote is given without the name of whom it is about."""
    cases = Case.objects.filter(enrolment__person=person).select_related("enrolment__run__course").order_by("since")
    about = Entry.objects.filter(enrolment__person=person).order_by("at")
    return {
        "tutoring": {
            "cases": [
                {
                    "course": one.enrolment.run.course.slug,
                    "about": one.kind,
                    "since": one.since,
                    "closed": one.closed,
                    "outcome": one.outcome,
                }
                for one in cases
            ],
            "messages": [
                {"kind": one.kind, "at": one.at, "channel": one.channel, "text": one.text if _shown(one) else ""}
                for one in about.exclude(kind__in=[Entry.Kind.NOTE, Entry.Kind.MOVED])
            ],
            "notes of tutors": about.filter(kind=Entry.Kind.NOTE).count(),
            "due for me": Duty.objects.filter(enrolment__person=person).count(),
            "tutor": [one.tutor.run.course.slug for one in Care.objects.filter(enrolment__person=person)],
            "how I get on": list(Pulse.objects.filter(enrolment__person=person).values("feeling", "at")),
        },
        "as a tutor": {
            "runs": [
                {"course": one.run.course.slug, "run": one.run.slug, "minutes": one.minutes, "since": one.since, "until": one.ended}
                for one in Tutor.objects.filter(person=person).select_related("run__course")
            ],
            "done": Duty.objects.filter(by=person).count(),
            "written": list(Entry.objects.filter(by=person).exclude(kind=Entry.Kind.IN).values("kind", "at", "text")),
        },
    }  # fmt: skip


def _shown(one: Entry) -> bool:
    return one.kind == Entry.Kind.IN or one.channel == "message"


def erase(person: Person, now: datetime) -> None:
    """All that tutors knew of the person goes; as a tutor, everything is handed over, and what was written stays without the name."""
    Case.objects.filter(enrolment__person=person).delete()
    Duty.objects.filter(enrolment__person=person).delete()
    Entry.objects.filter(enrolment__person=person).delete()
    Pulse.objects.filter(enrolment__person=person).delete()
    Care.objects.filter(enrolment__person=person).delete()
    for one in Tutor.objects.filter(person=person, ended=None).select_related("run__course", "person"):
        actions.dismiss(one, None, now)


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """As a learner, what tutors knew of either; as a tutor, the people and the duties of both."""
    hand_over(kept, gone, (Entry, "by"), (Duty, "by"))
    for one in Tutor.objects.filter(person=gone, ended=None):
        there = Tutor.objects.filter(person=kept, run=one.run_id, ended=None).first()
        if there is not None:
            for table in (Care, Case, Duty):
                table._default_manager.filter(tutor=one).update(tutor=there)
            Tutor.objects.filter(pk=one.pk).update(ended=now)
    hand_over(kept, gone, (Tutor, "person"))
    for goes, stays in merged(kept):
        actions.merge(goes, stays, now)

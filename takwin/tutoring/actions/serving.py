"""What a tutor does with what is due: send it, do it, skip it, give it to a colleague; and with a case: contact, note, close."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.jobs import task
from takwin.learning.models import Enrolment
from takwin.learning.queries import taking
from takwin.lib.ids import derived, uuid7
from takwin.lib.text import N_
from takwin.notices import actions as notices
from takwin.tutoring import queries
from takwin.tutoring.actions.looking import end
from takwin.tutoring.filling import filled
from takwin.tutoring.models import Case, Duty, Entry, Tutor

SAID = N_("%(who)s, tutor of your course: %(text)s")
SENT = ("message", "announcement")
"""The channels that the site itself serves; all others are for the tutor to use."""


@transaction.atomic
def do(duty: Duty, text: str, by: Tutor, now: datetime) -> bool:
    """It is done: sent to the person or to everybody of the part where the site does that, else told as done. False if it was ended before."""
    done = Duty.objects.filter(pk=duty.pk, outcome="").update(
        outcome=Duty.Outcome.DONE, ended=now, by=by.person, text=text
    )
    if not done:
        return False
    if duty.enrolment:
        _contacted(duty.enrolment, duty.case, derived(duty.uid, "contact"), duty.channel, text, by, now)
    elif duty.channel in SENT:
        spread.enqueue(str(duty.pk))
    return True


@task
def spread(uid: str) -> None:
    """Send what a tutor wrote to each of a part of the run, once."""
    duty = Duty.objects.select_related("run__course", "by").filter(pk=UUID(uid), outcome=Duty.Outcome.DONE).first()
    if duty is None:
        return
    people = taking(duty.run_id).filter(pk__in=queries.members(duty)).select_related("person", "run__course")
    for one in people:
        _send(
            one,
            derived(duty.uid, "contact"),
            filled(duty.text, {"name": one.person.name if one.person else ""}),
            duty.by,
            timezone.now(),
        )


def _send(enrolment: Enrolment, cause: UUID, text: str, by: Person | None, now: datetime) -> None:
    if enrolment.person:
        notices.tell(
            enrolment.person,
            cause=cause,
            message=SAID,
            values={"who": by.name if by else "", "text": text},
            link=f"/courses/{enrolment.run.course.slug}/tutor/",
            now=now,
            names=by,
        )


def _contacted(
    enrolment: Enrolment, case: Case | None, uid: UUID, channel: str, text: str, by: Tutor, now: datetime
) -> None:
    Entry.objects.create(
        uid=uid, enrolment=enrolment, case=case, kind=Entry.Kind.OUT, by=by.person, at=now, text=text,
        channel="message" if channel in SENT else channel,
    )  # fmt: skip
    Case.objects.filter(enrolment=enrolment, closed=None, contacted=None).update(contacted=now)
    if channel in SENT:
        _send(enrolment, uid, text, by.person, now)


@transaction.atomic
def contact(case: Case, channel: str, text: str, by: Tutor, now: datetime, uid: UUID | None = None) -> None:
    """Write to a person, or tell that one spoke with them, once for each `uid`; what was due in the case for this is done."""
    if _written(case, uid):
        return
    _contacted(case.enrolment, case, uid or uuid7(), channel, text, by, now)
    Duty.objects.filter(case=case, outcome="").update(outcome=Duty.Outcome.DONE, ended=now, by=by.person, text=text)


def _written(case: Case, uid: UUID | None) -> bool:
    """Whether the log has a line of that name; of two who write at once the second waits."""
    Case.objects.select_for_update().get(pk=case.pk)
    return uid is not None and Entry.objects.filter(uid=uid).exists()


@transaction.atomic
def note(case: Case, text: str, by: Tutor, now: datetime, uid: UUID | None = None) -> None:
    """A note that only the tutors of the run read, once for each `uid`."""
    if _written(case, uid):
        return
    Entry.objects.create(
        uid=uid or uuid7(), enrolment=case.enrolment, case=case, kind=Entry.Kind.NOTE, by=by.person, at=now, text=text
    )


@transaction.atomic
def skip(duty: Duty, reason: str, by: Tutor, now: datetime) -> bool:
    """It is not done, for a reason."""
    told = {"outcome": Duty.Outcome.SKIPPED, "ended": now, "by": by.person, "reason": reason}
    return bool(Duty.objects.filter(pk=duty.pk, outcome="").update(**told))


@transaction.atomic
def give(duty: Duty, to: Tutor, by: Tutor, now: datetime) -> None:
    """A colleague takes it, with its case."""
    Duty.objects.filter(pk=duty.pk, outcome="").update(tutor=to)
    if duty.case:
        give_case(duty.case, to, by, now)


@transaction.atomic
def give_case(case: Case, to: Tutor, by: Tutor, now: datetime) -> None:
    """A colleague takes a case, with what is due in it."""
    if case.tutor_id == to.pk:
        return
    Case.objects.filter(pk=case.pk).update(tutor=to)
    Duty.objects.filter(case=case, outcome="").update(tutor=to)
    Entry.objects.create(
        uid=uuid7(), enrolment=case.enrolment, case=case, kind=Entry.Kind.MOVED, by=by.person, at=now,
        text=to.person.name if to.person else "",
    )  # fmt: skip


def close(case: Case, outcome: str, now: datetime) -> None:
    """The tutor closes a case, with what came of it."""
    end(case, outcome, now)

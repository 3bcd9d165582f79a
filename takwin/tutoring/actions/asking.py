"""What a learner does: ask for help, say how they get on. Both are private: for the tutors of the run alone."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from takwin.learning import actions as learning
from takwin.learning import activity
from takwin.learning.models import Enrolment
from takwin.lib import digest
from takwin.lib.ids import HOUSE, derived
from takwin.lib.text import N_
from takwin.notices import actions as notices
from takwin.records import actions as record
from takwin.records.vocabulary import Audience
from takwin.tutoring import queries
from takwin.tutoring.actions.looking import open_case
from takwin.tutoring.models import Case, Entry, Pulse
from takwin.tutoring.signs import Due
from takwin.tutoring.usual import HELP, WORRIED

ASKED = N_("%(name)s asks for your help: %(text)s")
DIGITS = 16
"""Hexadecimal digits of a digest that the record keeps."""
START = 200
"""Signs of a message that a notice shows."""


@transaction.atomic
def ask(enrolment: Enrolment, text: str, uid: UUID, now: datetime) -> Case | None:
    """Ask the tutors for help, or go on writing to them; `uid` names the act, so that sending twice is sending once (None then). The record holds a
    digest of the text, the text lies apart and can be erased."""
    if record.tells(uid):
        return None
    said = {"text": digest.of_bytes(f"{uid} {text}".encode())[:DIGITS]}
    _told(enrolment, "asked", said, uid, now)
    case = _case(enrolment, HELP, "help-asked", uid, now)
    Entry.objects.create(
        uid=uid, enrolment=enrolment, case=case, kind=Entry.Kind.IN, at=now, text=text, by=enrolment.person
    )
    if case and case.tutor and case.tutor.person:
        notices.tell(
            case.tutor.person,
            cause=derived(HOUSE, f"help {uid}"),
            message=ASKED,
            values={"name": enrolment.person.name if enrolment.person else "", "text": text[:START]},
            link=f"/tutoring/{enrolment.run.course.slug}/{enrolment.run.slug}/cases/{case.pk}/",
            now=now,
            names=enrolment.person,
        )
    return case


@transaction.atomic
def pulse(enrolment: Enrolment, feeling: str, uid: UUID, now: datetime) -> None:
    """Say how one gets on. Whoever is worried is looked after."""
    if record.tells(uid):
        return
    _told(enrolment, "felt", {}, uid, now)
    Pulse.objects.create(uid=uid, enrolment=enrolment, feeling=feeling, at=now)
    if feeling == Pulse.Feeling.WORRIED:
        _case(enrolment, WORRIED, WORRIED, uid, now)


def _told(enrolment: Enrolment, verb: str, result: dict[str, str], uid: UUID, now: datetime) -> None:
    what = activity.course(enrolment.run.course.slug)
    learning.tell(enrolment, learning.sentence(enrolment, verb, what, now, dict(result), uid, Audience.PRIVATE), now)


def _case(enrolment: Enrolment, kind: str, sign: str, uid: UUID, now: datetime) -> Case | None:
    """The open case of this kind; a new one with what the scenario says, where there is none."""
    wanted = [
        Due(derived(uid, one.id), one, now, enrolment.pk, None, kind)
        for one in queries.scenario(enrolment.run).interventions
        if one.trigger.sign == sign and one.addressee == "individual"
    ]
    found = Case.objects.filter(enrolment=enrolment, kind=kind, closed=None)
    if not found.exists() and wanted:
        open_case(enrolment.run, wanted, now)
    return found.select_related("tutor__person").first()

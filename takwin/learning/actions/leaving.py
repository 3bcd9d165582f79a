"""Leave a run, or be taken out of it: the seat goes to whoever is next, work and marks stay."""

from datetime import datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.content.actions import note
from takwin.content.queries import outline
from takwin.learning import activity
from takwin.learning.actions.joining import give_back, invite_next
from takwin.learning.actions.studying import sentence, tell
from takwin.learning.models import Enrolment, TakenOut
from takwin.lib.ids import derived
from takwin.lib.text import N_
from takwin.notices import actions as notices

OUT = N_(
    "Those who organise it have taken you out of the course “%(course)s”. Their reason: “%(reason)s” Your work and your marks stay yours."
)
AGAIN = N_("You may join the course “%(course)s” again, out of which you had been taken. What you did there is kept.")


@transaction.atomic
def leave(enrolment: Enrolment, now: datetime) -> bool:
    """Leave a run; work and marks stay for a return. False where they had left."""
    if not Enrolment.objects.filter(pk=enrolment.pk, left=None).update(left=now):
        return False
    tell(enrolment, sentence(enrolment, "left", activity.course(enrolment.run.course.slug), now), now)
    invite_next(enrolment.run, now)
    return True


@transaction.atomic
def take_out(enrolment: Enrolment, reason: str, by: Person, now: datetime) -> bool:
    """Take somebody out of a run, also who has just left it; False where they were taken out before. Whatever let them in before lets them in no more (`queries.kept_out`), an
    invitation to their address included that nobody has used. The person is told why, and the journal says who did it."""
    run, person = enrolment.run, enrolment.person
    if person is None or run.elsewhere:
        return False
    if not TakenOut.objects.get_or_create(enrolment=enrolment, defaults={"at": now, "code": run.code})[1]:
        return False
    if not leave(enrolment, now):
        give_back(person, run, now)
    if person.email:
        run.invitations.filter(email__iexact=person.email, used=None).delete()
    note(run.course, by, "taken-out", now, person, run=run.name or run.slug, reason=reason, of=run.slug)
    _tell(enrolment, person, OUT, now, reason=reason)
    return True


@transaction.atomic
def let_back(out: TakenOut, by: Person, now: datetime) -> None:
    """Let somebody join again as one who left by themselves may; they are told."""
    enrolment = out.enrolment
    run, person = enrolment.run, enrolment.person
    if person and TakenOut.objects.filter(pk=out.pk).delete()[0]:
        note(run.course, by, "let-back", now, person, run=run.name or run.slug, of=run.slug)
        _tell(enrolment, person, AGAIN, now)


def _tell(enrolment: Enrolment, person: Person, message: str, now: datetime, **values: str) -> None:
    cause = derived(enrolment.uid, f"{message[:9]} {now.isoformat()}")
    link, titles = f"/runs/{enrolment.run.course.slug}/{enrolment.run.slug}/", outline(enrolment.release_id)["title"]
    values["course"] = titles.get(person.language) or next(iter(titles.values()))
    notices.tell(person, cause=cause, message=message, values=values, link=link, now=now)

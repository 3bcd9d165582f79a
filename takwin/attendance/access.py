"""Which meeting a person may have, and for what. Raises Http404 for all others."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from takwin.accounts.models import Person
from takwin.attendance.models import RoomSession
from takwin.learning.access import my_enrolment, run_of_team
from takwin.learning.models import Enrolment, Run


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at a meeting: their enrolment if they take its run, whether they run the meeting, and whether they plan it."""

    session: RoomSession
    enrolment: Enrolment | None
    runs: bool
    plans: bool


def visit(person: Person, uid: UUID) -> Visit:
    """A meeting, for those who take its run, run it or plan it."""
    session = get_object_or_404(RoomSession.objects.select_related("run__course", "run__node"), uid=uid)
    taking = Enrolment.objects.filter(run=session.run_id, person=person, left=None)
    enrolment = taking.select_related("run__course", "progress", "person").first()
    plans = _plans(person, session.run)
    runs = plans or session.trainers.filter(person=person).exists()
    if not (enrolment or runs):
        raise Http404(str(uid))
    return Visit(session, enrolment, runs, plans)


def _plans(person: Person, run: Run) -> bool:
    try:
        return bool(run_of_team(person, run.course.slug, run.slug))
    except Http404:
        return False


def planning(person: Person, slug: str, run: str) -> Run:
    """A run, for those who plan its meetings: the course's authors, and who organises for the institution that offers it."""
    return run_of_team(person, slug, run)


def planned(person: Person, uid: UUID) -> RoomSession:
    """A meeting, for those who plan it."""
    found = visit(person, uid)
    if not found.plans:
        raise Http404(str(uid))
    return found.session


def led(person: Person, uid: UUID) -> RoomSession:
    """A meeting, for those who run it: its trainers and those who plan it."""
    found = visit(person, uid)
    if not found.runs:
        raise Http404(str(uid))
    return found.session


def attended(person: Person, uid: UUID) -> tuple[RoomSession, Enrolment]:
    """A meeting and the enrolment of somebody who takes its run; two queries, because a whole room asks at once."""
    session = get_object_or_404(RoomSession, uid=uid)
    taking = Enrolment.objects.filter(run=session.run_id, person=person, left=None).select_related("run__course")
    return session, get_object_or_404(taking)


def attending(person: Person, uid: UUID) -> RoomSession:
    """A meeting, for somebody who takes its run; one query, because a whole room opens the page at once."""
    taking = {"run__enrolments__person": person, "run__enrolments__left": None}
    return get_object_or_404(RoomSession, uid=uid, **taking)


def learner(session: RoomSession, pk: int) -> Enrolment:
    """Somebody who takes the run of a meeting."""
    found = Enrolment.objects.select_related("run__course", "progress", "person")
    return get_object_or_404(found, pk=pk, run=session.run_id, person__isnull=False)


def learner_of(run: Run, pk: int) -> Enrolment:
    """Somebody who takes a run, for those who plan its meetings."""
    found = Enrolment.objects.select_related("run__course", "progress", "person")
    return get_object_or_404(found, pk=pk, run=run, person__isnull=False)


def mine(person: Person, slug: str) -> Enrolment:
    """The person's own taking of a course."""
    return my_enrolment(person, slug)

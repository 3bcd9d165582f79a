"""Reads of meetings and of who was there."""

from django.db.models import Count, Prefetch, Q, QuerySet

from takwin.accounts.models import Person
from takwin.attendance.models import Entry, Presence, RoomSession
from takwin.attendance.presence import THERE
from takwin.learning.models import Enrolment, Run
from takwin.learning.queries import taking


def sessions_of(person: Person) -> QuerySet[RoomSession]:
    """The meetings of the runs that a person takes, and those that they run, the first first; cancelled ones too."""
    takes = Q(run__in=Enrolment.objects.filter(person=person, left=None).values("run"))
    runs = Q(pk__in=RoomSession.objects.filter(trainers__person=person).values("pk"))
    return RoomSession.objects.filter(takes | runs).select_related("run__course").order_by("starts", "pk")


def sessions_of_run(run: Run) -> QuerySet[RoomSession, RoomSession]:
    """The meetings of a run, the first first, each with the number of those who were `there`."""
    there = Count("presences", filter=Q(presences__status__in=THERE))
    return RoomSession.objects.filter(run=run).annotate(there=there).order_by("starts", "pk")


def linked(run: Run, step: str) -> list[tuple[str, RoomSession]]:
    """The meetings that a step belongs to, each with its place: "before", "inside" or "after"."""
    found = RoomSession.objects.filter(run=run, cancelled=None).order_by("starts", "pk")
    return [(where, one) for one in found for where, steps in one.steps.items() if step in steps]


def people(session: RoomSession) -> QuerySet[Enrolment]:
    """Who takes its run, by name."""
    return taking(session.run_id).select_related("person").order_by("person__name", "pk")


def presences(session: RoomSession) -> dict[int, Presence]:
    """What holds, by enrolment."""
    return {one.enrolment_id: one for one in session.presences.all()}


def of_enrolment(enrolment: Enrolment) -> list[tuple[RoomSession, Presence | None]]:
    """The meetings of somebody's run, and what holds of them."""
    known = {one.session_id: one for one in Presence.objects.filter(enrolment=enrolment)}
    found = RoomSession.objects.filter(run=enrolment.run_id).order_by("starts", "pk")
    return [(one, known.get(one.pk)) for one in found]


def of_run(run: Run) -> QuerySet[Presence]:
    """Everything that is noted in a run, by meeting and name, with its entries."""
    entries = Prefetch("entries", Entry.objects.order_by("at", "pk"))
    found = Presence.objects.filter(session__run=run).select_related("session", "enrolment__person")
    return found.prefetch_related(entries).order_by("session__starts", "session", "enrolment__person__name", "pk")


def history(session: RoomSession, enrolment: Enrolment) -> QuerySet[Entry]:
    """All that was noted of somebody at a meeting, the last first."""
    found = Entry.objects.filter(presence__session=session, presence__enrolment=enrolment)
    return found.select_related("by").order_by("-at", "-pk")


def entries(session: RoomSession) -> QuerySet[Entry]:
    """All that was noted at a meeting, the first first."""
    found = Entry.objects.filter(presence__session=session).select_related("presence__enrolment__person")
    return found.order_by("at", "pk")

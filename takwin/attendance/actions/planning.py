"""Plan a meeting, move it, cancel it; everybody concerned is told, once."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.attendance import queries
from takwin.attendance.actions.placing import fill, place_everybody
from takwin.attendance.models import RoomSession, Trainer, new_uid
from takwin.attendance.saying import values
from takwin.content.actions import note
from takwin.jobs import task
from takwin.learning.actions import meets
from takwin.learning.models import Enrolment, Run
from takwin.lib.ids import derived
from takwin.lib.text import N_
from takwin.notices import actions as notices

TOLD = {
    "planned": N_("A meeting in a room is planned: “%(title)s”, %(when)s, %(place)s."),
    "choose": N_(
        "A meeting in a room is planned: “%(title)s”, %(when)s, %(place)s. Places are counted: please take yours."
    ),
    "moved": N_("A meeting in a room has moved: “%(title)s” is now %(when)s, %(place)s."),
    "cancelled": N_("A meeting in a room is cancelled: “%(title)s”, %(when)s. %(why)s"),
}
RUNS_IT = N_("You run a meeting in a room: “%(title)s”, %(when)s, %(place)s.")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is said of a meeting: `steps` as in `RoomSession`."""

    title: str
    place: str
    starts: datetime
    ends: datetime
    capacity: int | None
    steps: Mapping[str, Sequence[str]]
    trainers: Sequence[Person] = ()
    again: RoomSession | None = None
    """Another session of the same meeting; needs places that are counted."""


@transaction.atomic
def plan(run: Run, what: Plan, by: Person, now: datetime, uid: UUID | None = None) -> RoomSession:
    """Plan a meeting of a run; that of this `uid` once."""
    Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if uid and (planned := RoomSession.objects.filter(uid=uid).first()):
        return planned
    session = RoomSession(uid=uid or new_uid(), run=run, created=now)
    _put(session, what)
    place_everybody(session, now)
    meets(run)
    note(run.course, by, "session-planned", now, title=session.title, of=run.slug)
    tell_everybody.enqueue(session.pk, "planned", 0)
    return session


@transaction.atomic
def change(session: RoomSession, what: Plan, by: Person, now: datetime) -> bool:
    """Change a meeting; whether it was moved, to another time or place: then everybody is told. What was noted already stays."""
    stored = RoomSession.objects.select_for_update(of=("self",)).select_related("run__course").get(pk=session.pk)
    moved = (stored.starts, stored.ends, stored.place) != (what.starts, what.ends, what.place)
    stored.revision += moved
    counted = stored.capacity is not None
    _put(stored, what)
    if stored.capacity is not None and not counted:
        place_everybody(stored, now)
        tell_everybody.enqueue(stored.pk, "choose", stored.revision)
    fill(stored, now)
    note(stored.run.course, by, "session-changed", now, title=stored.title, of=stored.run.slug)
    tell_everybody.enqueue(stored.pk, "moved" if moved else "planned", stored.revision if moved else 0)
    return moved


def _put(session: RoomSession, what: Plan) -> None:
    session.title, session.place, session.starts, session.ends = what.title, what.place, what.starts, what.ends
    session.capacity, session.steps = what.capacity, {where: list(keys) for where, keys in what.steps.items() if keys}
    session.meeting = _shared(what.again) if what.again else None
    session.save()
    session.trainers.exclude(person__in=what.trainers).delete()
    Trainer.objects.bulk_create([Trainer(session=session, person=one) for one in what.trainers], ignore_conflicts=True)


def _shared(other: RoomSession) -> UUID:
    """The meeting that another session is of; it gets a name with the second."""
    if other.meeting is None:
        other.meeting = other.uid
        RoomSession.objects.filter(pk=other.pk).update(meeting=other.meeting)
    return other.meeting


@transaction.atomic
def cancel(session: RoomSession, why: str, by: Person, now: datetime) -> bool:
    """Call a meeting off; once. What was noted already stays."""
    stored = RoomSession.objects.select_for_update(of=("self",)).select_related("run__course").get(pk=session.pk)
    if stored.cancelled:
        return False
    stored.cancelled, stored.why, stored.revision = now, why, stored.revision + 1
    stored.save(update_fields=["cancelled", "why", "revision"])
    note(stored.run.course, by, "session-dropped", now, title=stored.title, of=stored.run.slug)
    tell_everybody.enqueue(stored.pk, "cancelled", stored.revision)
    return True


@task
def tell_everybody(pk: int, what: str, revision: int) -> None:
    """Tell the learners of the run and the trainers, each once for each revision, however often this is done."""
    session = RoomSession.objects.select_related("run__course").get(pk=pk)
    if session.revision != revision if what != "planned" else session.cancelled:
        return  # it was changed again meanwhile: that is told instead
    trainers = [one.person for one in session.trainers.select_related("person")]
    if what != "choose":
        _tell(session, what, revision, trainers, RUNS_IT if what == "planned" else TOLD[what])
    known = {one.pk for one in trainers}
    if what != "choose":
        _tell(session, what, revision, _others(queries.concerned(session), known), TOLD[what])
    if what in {"planned", "choose"} and session.capacity is not None:
        known |= set(queries.concerned(session).values_list("person", flat=True))
        _tell(session, what, revision, _others(queries.placeless(session), known), TOLD["choose"])


def _others(people: QuerySet[Enrolment], known: Container[int]) -> Iterator[Person]:
    """Who is not told otherwise."""
    return (one.person for one in people.iterator(500) if one.person and one.person.pk not in known)


def _tell(session: RoomSession, what: str, revision: int, people: Iterable[Person], message: str) -> None:
    for person in people:
        notices.tell(
            person,
            cause=derived(session.uid, f"{what} {revision}"),
            message=message,
            values=values(session),
            link=reverse("session", args=[session.uid]),
            urgent=what in {"moved", "cancelled"},
            now=timezone.now(),
        )

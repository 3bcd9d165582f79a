"""Plan a meeting, move it, cancel it; everybody concerned is told, once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from takwin.accounts.models import Person
from takwin.attendance import queries
from takwin.attendance.models import RoomSession, Trainer, new_uid
from takwin.content.actions import note
from takwin.jobs import task
from takwin.learning.actions import meets
from takwin.learning.models import Run
from takwin.lib.ids import derived
from takwin.lib.text import N_
from takwin.notices import actions as notices

TOLD = {
    "planned": N_("A meeting in a room is planned: “%(title)s”, %(when)s, %(place)s."),
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


@transaction.atomic
def plan(run: Run, what: Plan, by: Person, now: datetime, uid: UUID | None = None) -> RoomSession:
    """Plan a meeting of a run."""
    session = RoomSession(uid=uid or new_uid(), run=run, created=now)
    _put(session, what)
    meets(run)
    note(run.course, by, "session-planned", now, title=session.title)
    tell_everybody.enqueue(session.pk, "planned", 0)
    return session


@transaction.atomic
def change(session: RoomSession, what: Plan, by: Person, now: datetime) -> bool:
    """Change a meeting; whether it was moved, to another time or place: then everybody is told. What was noted already stays."""
    stored = RoomSession.objects.select_for_update(of=("self",)).select_related("run__course").get(pk=session.pk)
    moved = (stored.starts, stored.ends, stored.place) != (what.starts, what.ends, what.place)
    stored.revision += moved
    _put(stored, what)
    note(stored.run.course, by, "session-changed", now, title=stored.title)
    tell_everybody.enqueue(stored.pk, "moved" if moved else "planned", stored.revision if moved else 0)
    return moved


def _put(session: RoomSession, what: Plan) -> None:
    session.title, session.place, session.starts, session.ends = what.title, what.place, what.starts, what.ends
    session.capacity, session.steps = what.capacity, {where: list(keys) for where, keys in what.steps.items() if keys}
    session.save()
    session.trainers.exclude(person__in=what.trainers).delete()
    Trainer.objects.bulk_create([Trainer(session=session, person=one) for one in what.trainers], ignore_conflicts=True)


@transaction.atomic
def cancel(session: RoomSession, why: str, by: Person, now: datetime) -> bool:
    """Call a meeting off; once. What was noted already stays."""
    stored = RoomSession.objects.select_for_update(of=("self",)).select_related("run__course").get(pk=session.pk)
    if stored.cancelled:
        return False
    stored.cancelled, stored.why, stored.revision = now, why, stored.revision + 1
    stored.save(update_fields=["cancelled", "why", "revision"])
    note(stored.run.course, by, "session-dropped", now, title=stored.title)
    tell_everybody.enqueue(stored.pk, "cancelled", stored.revision)
    return True


@task
def tell_everybody(pk: int, what: str, revision: int) -> None:
    """Tell the learners of the run and the trainers, each once for each revision, however often this is done."""
    session = RoomSession.objects.select_related("run__course").get(pk=pk)
    if session.revision != revision if what != "planned" else session.cancelled:
        return  # it was changed again meanwhile: that is told instead
    trainers = [one.person for one in session.trainers.select_related("person")]
    _tell(session, what, revision, trainers, RUNS_IT if what == "planned" else TOLD[what])
    learners = (
        one.person for one in queries.people(session).iterator(500) if one.person and one.person not in trainers
    )
    _tell(session, what, revision, learners, TOLD[what])


def _tell(session: RoomSession, what: str, revision: int, people: Iterable[Person], message: str) -> None:
    for person in people:
        notices.tell(
            person,
            cause=derived(session.uid, f"{what} {revision}"),
            message=message,
            values=_values(session, person.language),
            link=reverse("session", args=[session.uid]),
            urgent=what != "planned",
            now=timezone.now(),
        )


def _values(session: RoomSession, language: str) -> dict[str, str | int]:
    with translation.override(language):
        when = date_format(timezone.localtime(session.starts), "l j F Y H:i")
    return {"title": session.title, "when": when, "place": session.place, "why": session.why}

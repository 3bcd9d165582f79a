"""The meetings in a room of the demo's hybrid run: one is past, with everybody noted; one is to come; one is held twice, and people
choose."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from takwin.accounts.models import Person
from takwin.attendance import actions, queries
from takwin.attendance.access import learner_of
from takwin.attendance.actions import Plan, certify
from takwin.attendance.presence import CORRECTION, SHEET, SHOWN, Mark, noted
from takwin.content.queries import outline
from takwin.learning.models import Run
from takwin.learning.queries import ZONE
from takwin.lib.ids import HOUSE, derived

PAST, COMING, FIRST, SECOND = (derived(HOUSE, f"demo meeting {name}") for name in ("past", "coming", "first", "second"))
PLACE = "CRMEF de Rabat, salle 4"
HOURS = timedelta(hours=3)
SAID = ("present", "present", "late", "present", "left", "excused", "present", "absent")
"""What was noted of the people by name, in turn."""


def meet(run: Run, people: Mapping[str, Person], by: Person, now: datetime) -> None:
    """Plan them, and note who was at the first."""
    modules = [[step["id"] for step in module["steps"]] for module in outline(run.release_id)["modules"]]
    trainers, planned = [people["tilelli"]], now - timedelta(days=16)
    first = _at(now - timedelta(days=6))
    steps = {"before": modules[0][:2], "inside": modules[0][2:3], "after": modules[1][:1]}
    past = actions.plan(
        run,
        Plan("Atelier 1 : choisir une ressource", PLACE, first, first + HOURS, 24, steps, trainers),
        by,
        planned,
        PAST,
    )
    for number, one in enumerate(queries.people(past)):
        mark, enrolment = noted(SAID[number % len(SAID)], None, past.minutes), learner_of(run, one.pk)
        if mark.status == "present":
            actions.note(past, enrolment, mark, SHOWN, first + timedelta(minutes=2, seconds=number), device=str(one.pk))
        actions.note(past, enrolment, mark, SHEET, first + HOURS + timedelta(minutes=number), by=trainers[0])
        if mark.status == "absent":
            late = Mark("late", 120)
            actions.note(
                past,
                enrolment,
                late,
                CORRECTION,
                first + 2 * HOURS,
                by=trainers[0],
                why="Était dans l'autre salle jusqu'à 9 h 30.",
            )
    after = _at(now + timedelta(days=2))
    steps = {"before": modules[2][:2], "after": modules[2][2:]}
    actions.plan(
        run,
        Plan("Atelier 2 : adapter sans perdre", PLACE, after, after + HOURS, 24, steps, trainers),
        by,
        planned,
        COMING,
    )
    _held_twice(run, trainers, by, now)
    certify(learner_of(run, run.enrolments.get(person=people["meryem"]).pk), "fr", now - timedelta(days=2))


def _held_twice(run: Run, trainers: list[Person], by: Person, now: datetime) -> None:
    """A third meeting, in a small room: some people have a place, one waits, the others have still to choose."""
    first, planned = _at(now + timedelta(days=11)), now - timedelta(days=3)
    title, place = "Atelier 3 : essayer devant des collègues", "CRMEF de Rabat, salle des ressources"
    what = Plan(title, place, first, first + HOURS, 2, {}, trainers)
    one = actions.plan(run, what, by, planned, FIRST)
    again = replace(what, starts=first + timedelta(days=1), ends=first + timedelta(days=1) + HOURS, again=one)
    two = actions.plan(run, again, by, planned, SECOND)
    for number, enrolment in enumerate(queries.placeless(one)[:4]):
        actions.take(two if number == 3 else one, enrolment, planned + timedelta(hours=number + 1))


def _at(moment: datetime) -> datetime:
    """Nine o'clock of that day, where the people live."""
    return datetime.combine(moment.astimezone(ZONE).date(), time(9), ZONE).astimezone(UTC)

"""At which sign something is due for whom: plain Python over what is known of the learners of a run.

Each thing that is due has a name derived from its cause, so that looking twice finds it once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from takwin.lib.ids import derived
from takwin.scenarios.supervision import Intervention, Supervision
from takwin.tutoring.usual import ATTEMPTS, FAILING, NEVER_OPENED, OF_SIGN, STOPPED

FORGOTTEN = timedelta(days=14)
"""A day of the calendar that passed so long ago is no longer made up for."""
Deadline = Callable[[str, datetime], datetime | None]
"""By when a step ("" for the whole run) should be done by somebody who started then."""


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody in a run: their enrolment and its name in the record, their place among all who ever joined, their group (0: the run has none), when
    they could begin, their first and their last act, whether they completed; the quizzes that they failed, and a question that they tried many times."""

    enrolment: int
    uid: UUID
    place: int
    began: datetime
    first: datetime | None = None
    last: datetime | None = None
    completed: bool = False
    failed: tuple[str, ...] = ()
    stuck: str = ""
    group: int = 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """The name of a run, its first and its last moment, and its deadlines."""

    run: UUID
    opens: datetime
    closes: datetime | None
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Due:
    """Something that a tutor should do: for one person (`enrolment`) or for a part of the run (`part`, from 0); since when, by when;
    `case` is the sort of follow-up case that it opens, `why` what the tutor is told."""

    uid: UUID
    of: Intervention
    since: datetime
    enrolment: int | None = None
    part: int | None = None
    case: str = ""
    why: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def until(self) -> datetime:
        """By when."""
        return self.since + timedelta(hours=self.of.within)


def size(found: Supervision, one: Intervention, *, grouped: bool = False) -> int:
    """How many people are in a part of the run for which this is done; 0 for a group of the run itself."""
    if grouped and one.addressee == "group":
        return 0
    return {"group": found.group, "cohort": found.cohort}.get(one.addressee, 1)


def due(found: Supervision, calendar: Calendar, learners: Iterable[Learner], now: datetime) -> Iterator[Due]:
    """Everything that is due by the clock or by what people have done, in no particular order. Nothing once the run has ended."""
    people = list(learners)
    if calendar.closes and calendar.closes <= now:
        return
    for one in found.interventions:
        for learner in people if one.addressee == "individual" else ():
            yield from _of_person(one, calendar, learner, now)
        if one.addressee != "individual":
            yield from _of_parts(found, one, calendar, people, now)


def _of_person(one: Intervention, calendar: Calendar, learner: Learner, now: datetime) -> Iterator[Due]:
    for since, cause, why in _signs(one, calendar, learner):
        kind = OF_SIGN.get(one.trigger.sign, ATTEMPTS if one.trigger.sign == "many-attempts" else "")
        told = Due(derived(learner.uid, f"{one.id} {cause}"), one, since, learner.enrolment, None, kind, why)
        if since <= now and (kind or told.until + FORGOTTEN > now):
            yield told


def _signs(
    one: Intervention, calendar: Calendar, learner: Learner
) -> Iterator[tuple[datetime, str, dict[str, str | int]]]:
    """When each sign came or will come, what makes it another than the one before, and what the tutor is told."""
    days = one.trigger.days
    match one.trigger.sign:
        case "never-opened" if learner.last is None:
            yield learner.began + timedelta(days=days[0]), NEVER_OPENED, {"days": days[0]}
        case "stopped" if learner.last and not learner.completed:
            yield learner.last + timedelta(days=days[0]), f"{STOPPED} {learner.last.isoformat()}", {"days": days[0]}
        case "quiz-failed" if learner.last and (not one.quiz or one.quiz in learner.failed):
            for quiz in [one.quiz] if one.quiz else learner.failed[:1]:
                yield learner.last, f"{FAILING} {quiz}", {"quiz": quiz}
        case "many-attempts" if learner.last and learner.stuck:
            yield learner.last, f"{ATTEMPTS} {learner.stuck}", {"item": learner.stuck}
        case "own-day" if learner.first:
            for day in days:
                yield learner.first + timedelta(days=day), f"own-day {day}", {"day": day}
        case _:
            for since, cause, why in _dates(one, calendar, learner.began):
                if since >= learner.began:
                    yield since, cause, why


def _dates(
    one: Intervention, calendar: Calendar, began: datetime
) -> Iterator[tuple[datetime, str, dict[str, str | int]]]:
    """The days of the calendar that an intervention names."""
    if one.trigger.sign == "run-day":
        for day in one.trigger.days:
            yield calendar.opens + timedelta(days=day - 1), f"run-day {day}", {"day": day}
    elif one.trigger.sign == "before-deadline" and (last := calendar.deadline(one.step, began)):
        for day in one.trigger.days:
            yield last - timedelta(days=day), f"before-deadline {day}", {"days": day}


def _of_parts(
    found: Supervision, one: Intervention, calendar: Calendar, people: list[Learner], now: datetime
) -> Iterator[Due]:
    parts = sorted({_part(found, one, learner) for learner in people})
    for since, cause, why in _dates(one, calendar, calendar.opens):
        for part in parts:
            told = Due(derived(calendar.run, f"{one.id} {cause} {part}"), one, since, None, part, "", why)
            if since <= now < told.until + FORGOTTEN:
                yield told


def _part(found: Supervision, one: Intervention, learner: Learner) -> int:
    grouped = one.addressee == "group" and learner.group
    return learner.group - 1 if grouped else learner.place // size(found, one)

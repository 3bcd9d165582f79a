"""What a person does in a run: join, open and finish a step, declare a task; and a run that goes to another release."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction

from takwin.accounts.models import Person
from takwin.content import actions as content
from takwin.content.actions import note
from takwin.content.models import Course, Release
from takwin.database.together import together
from takwin.learning import activity, queries
from takwin.learning.actions.watching import watched
from takwin.learning.counting import story, summary
from takwin.learning.merged import whole
from takwin.learning.models import Enrolment, Progress, Run, TakenOut
from takwin.learning.progress import State
from takwin.learning.timing import Extra, in_record
from takwin.lib.ids import derived, uuid7
from takwin.lib.text import N_
from takwin.notices import actions as notices
from takwin.records import actions as record
from takwin.records.statement import Statement
from takwin.records.vocabulary import Audience

SCOPE = "site"


def sentence(
    enrolment: Enrolment,
    verb: str,
    what: str,
    now: datetime,
    result: dict[str, Any] | None = None,
    uid: UUID | None = None,
    audience: Audience = Audience.COURSE,
) -> Statement:
    """A sentence about the person of this enrolment."""
    if enrolment.person is None:
        raise ValueError("This enrolment belongs to nobody any more.")
    return Statement(
        id=uid or uuid7(),
        actor=enrolment.person.pseudonym,
        verb=verb,
        activity=what,
        at=in_record(now),
        registration=enrolment.taking,
        scope=SCOPE,
        audience=audience,
        result=result or {},
    )


@transaction.atomic
def create_run(
    release: Release, slug: str = "open", opens: datetime | None = None, closes: datetime | None = None
) -> Run:
    """Offer a release. Its course may already have this run, which then stays as it is."""
    run, _ = Run.objects.get_or_create(
        course=release.course, slug=slug, defaults={"release": release, "opens": opens, "closes": closes}
    )
    shelve(run.course)
    return run


@transaction.atomic
def offer_in(run: Run, release: Release) -> None:
    """Let a run offer another release from now on. Its people are moved one by one (`move_enrolment`)."""
    Run.objects.filter(pk=run.pk).update(release=release)
    shelve(run.course)


def shelve(course: Course) -> None:
    """Let the catalogue know the releases that a course's runs offer, and no others. Whether a run is listed and still open, and
    whether its course is archived, is asked when somebody looks."""
    content.list_releases(course, set(course.runs.values_list("release_id", flat=True)))


def shelve_again() -> int:
    """Throw away what the catalogue knows and make it anew; how many courses it was."""
    courses = Course.objects.order_by("pk")
    for course in courses:
        with transaction.atomic():
            content.unlist(course)
            shelve(course)
    return len(courses)


@transaction.atomic
def enrol(person: Person, run: Run, now: datetime) -> Enrolment:
    """Join a run, or come back to it where one left. Joining twice is joining once. The run is locked, so that nobody joins the
    release that it is just leaving."""
    offered = Run.objects.select_for_update().values_list("release_id", flat=True).get(pk=run.pk)
    enrolment, fresh = Enrolment.objects.select_for_update().get_or_create(
        person=person, run=run, defaults={"release_id": offered, "enrolled": now}
    )
    if fresh:
        Progress.objects.create(enrolment=enrolment)
    elif enrolment.left is None:
        return enrolment
    else:
        enrolment.left = None
        enrolment.save(update_fields=["left"])
        TakenOut.objects.filter(enrolment=enrolment).delete()
    tell(enrolment, sentence(enrolment, "registered", activity.course(run.course.slug), now), now)
    return enrolment


def open_step(enrolment: Enrolment, step: str, now: datetime) -> None:
    """Remember where the person is. The first opening is told to the record; opening the same step again writes nothing."""
    if enrolment.last_step == step:
        return
    together(lambda: _opened(enrolment, step, now))


def _opened(enrolment: Enrolment, step: str, now: datetime) -> None:
    Enrolment.objects.filter(pk=enrolment.pk).update(last_step=step)
    if step not in queries.state(enrolment).opened:
        tell(enrolment, sentence(enrolment, "experienced", activity.step(enrolment.run.course.slug, step), now), now)


def finish_step(enrolment: Enrolment, step: str, now: datetime) -> State:
    """The person says that the step is done. Saying it twice is saying it once."""
    uid = derived(enrolment.uid, f"finished {step}")
    what = activity.step(enrolment.run.course.slug, step)
    return together(
        lambda: tell_once(
            enrolment,
            lambda state: None if step in state.done else sentence(enrolment, "finished", what, now, uid=uid),
            now,
        )
    )


def declare_task(enrolment: Enrolment, task: str, done: bool, now: datetime) -> State:
    """The person says that they have done a task, or takes that back. Saying the same twice is saying it once; a course completed
    meanwhile stays completed."""
    what = activity.task(enrolment.run.course.slug, task)
    verb = "declared" if done else "retracted"
    return together(
        lambda: tell_once(
            enrolment,
            lambda state: None if (task in state.declared) is done else sentence(enrolment, verb, what, now),
            now,
        )
    )


def begin_quiz(enrolment: Enrolment, quiz: str, now: datetime) -> State:
    """The person begins a quiz with a limit: from now on their time runs, as much as they are told. Beginning again before anything is
    sent changes nothing."""
    limit = queries.rules(enrolment).limits[quiz]
    what = activity.quiz(enrolment.run.course.slug, quiz)

    def decide(state: State) -> Statement | None:
        began = state.began.get(quiz)
        if began and not began.sent:
            return None
        audience = (
            Audience.COURSE if state.extra == Extra() else Audience.PRIVATE
        )  # the seconds tell that somebody has more
        return sentence(enrolment, "began", what, now, {"seconds": state.extra.of(limit)}, audience=audience)

    return together(lambda: tell_once(enrolment, decide, now))


@transaction.atomic
def grant_time(enrolment: Enrolment, extra: Extra, by: Person, now: datetime) -> None:
    """Give a person other time for all quizzes with a limit, also for those that they have sent too late. The sentence is private: who
    needs more time is nobody else's business; the team's journal says who gave it, and the person is told."""
    if queries.state(enrolment).extra == extra or enrolment.person is None:
        return
    result = {"percent": extra.percent, "minutes": extra.minutes}
    told = sentence(
        enrolment, "granted", activity.course(enrolment.run.course.slug), now, result, audience=Audience.PRIVATE
    )
    tell(enrolment, told, now)
    run, name = enrolment.run, enrolment.person.name
    note(run.course, by, "extra-time", now, enrolment.person, name=name, of=run.slug, **result)
    notices.tell(
        enrolment.person,
        cause=told.id,
        message=N_(
            "For quizzes with a limit you now have this time beyond that of others: %(percent)s%% and %(minutes)s minutes."
        ),
        values=result,
        link=f"/courses/{enrolment.run.course.slug}/",
        now=now,
    )


def tell(enrolment: Enrolment, statement: Statement, now: datetime) -> State:
    """Append a sentence and bring progress up to date, in the caller's transaction."""
    return tell_once(enrolment, lambda _: statement, now)


def tell_once(enrolment: Enrolment, decide: Callable[[State], Statement | None], now: datetime) -> State:
    """Lock the enrolment's progress, let `decide` look at its state, and tell the sentence it gives, if any. Since it was read the
    enrolment may have moved to another release: what counts is the one it is on now. Raises Merged."""
    row = _locked(enrolment)
    state = State.from_json(row.state)
    statement = decide(state)
    if statement is None:
        return state
    record.append(statement, now)
    return _kept(enrolment, row, _after(enrolment, state, [statement]), now)


def tell_all(enrolment: Enrolment, told: Callable[[State], list[Statement]], now: datetime) -> State:
    """Lock the enrolment's progress, let `told` look at its state and say what happened, in any order and however late, and bring progress up to date once.
    In the caller's transaction. Raises Merged."""
    row = _locked(enrolment)
    state = State.from_json(row.state)
    statements = sorted(watched(enrolment, told(state)), key=lambda one: one.order)
    if not statements:
        return state
    record.append_all(statements, now)
    return _kept(enrolment, row, _after(enrolment, state, statements), now)


class Merged(OperationalError):
    """The taking became part of another one since it was read: nothing is told of it any more, and who tries again finds the other. As where
    a database cannot put two transactions in an order."""


def _locked(enrolment: Enrolment) -> Progress:
    row, enrolment.release_id = queries.locked(enrolment)
    if enrolment.merged_into_id:
        raise Merged
    return row


def _after(enrolment: Enrolment, state: State, statements: Sequence[Statement]) -> State:
    rules = queries.rules(enrolment)
    if statements[0].order > state.order and not state.joined:
        return story(state, statements, rules)
    return _whole(enrolment)


def _whole(enrolment: Enrolment) -> State:
    """The state from the record alone; a taking that was merged into another one has none of its own any more."""
    if enrolment.merged_into_id:
        return State()
    return whole(queries.told(enrolment), queries.rules(enrolment), enrolment.uid)


def _kept(enrolment: Enrolment, row: Progress, state: State, now: datetime) -> State:
    """Store the state, and tell the completion once its rule is met, as done at the time of the act that met it."""
    rules = queries.rules(enrolment)
    sums = summary(state, rules)
    if state.completed and sums.met and enrolment.left is None and not record.tells(_completed(enrolment)):
        record.append(_completion(enrolment, sums.mark, sums.points, sums.steps, state.completed), now)
    row.state, row.done, row.mark, row.completed = state.to_json(), sums.done, sums.mark, state.completed
    row.save(update_fields=["state", "done", "mark", "completed"])
    return state


def _completion(enrolment: Enrolment, mark: int, points: int, steps: int, now: datetime) -> Statement:
    release = Release.objects.values_list("digest", flat=True).get(pk=enrolment.release_id)
    result = {"raw": mark, "max": points, "steps": steps, "release": release}
    what = activity.course(enrolment.run.course.slug)
    return sentence(enrolment, "completed", what, now, result, _completed(enrolment))


def _completed(enrolment: Enrolment) -> UUID:
    return derived(enrolment.uid, "completed")


def fold_merged(enrolment: Enrolment, now: datetime) -> None:
    """Bring progress up to date after another taking was merged into this one, in the caller's transaction."""
    row, enrolment.release_id = queries.locked(enrolment)
    _kept(enrolment, row, _whole(enrolment), now)


def refold(enrolment: Enrolment) -> Progress:
    """Compute progress again from the record alone."""
    row = Progress.objects.select_for_update().get(enrolment=enrolment)
    state, rules = _whole(enrolment), queries.rules(enrolment)
    sums = summary(state, rules)
    row.state, row.done, row.mark, row.completed = state.to_json(), sums.done, sums.mark, state.completed
    row.save(update_fields=["state", "done", "mark", "completed"])
    return row


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many progress rows were computed again, and how many differed from what was kept."""

    rows: int
    changed: int


def rebuild(along: Callable[[Iterable[Enrolment], int], Iterable[Enrolment]] = lambda all_, _: all_) -> Rebuilt:
    """Throw every progress row's content away and compute it again from the record; `along` passes them on, and knows how many there are."""
    rows = changed = 0
    everybody = Enrolment.objects.select_related("run").order_by("pk")
    for enrolment in along(everybody.iterator(500), everybody.count()):
        with transaction.atomic():
            before = Progress.objects.values_list("state", "done", "mark", "completed").get(enrolment=enrolment)
            row = refold(enrolment)
        rows += 1
        changed += before != (row.state, row.done, row.mark, row.completed)
    return Rebuilt(rows, changed)


@transaction.atomic
def move_enrolment(enrolment: Enrolment, release: Release, now: datetime) -> None:
    """Put one enrolment on another release of the course; its progress is folded again under the new rules."""
    before = enrolment.release_id
    Enrolment.objects.filter(pk=enrolment.pk).update(release=release)
    enrolment.release = release
    result = {"release": release.digest, "from": Release.objects.values_list("digest", flat=True).get(pk=before)}
    record.append(sentence(enrolment, "moved", activity.course(release.course.slug), now, result), now)
    row = Progress.objects.select_for_update().get(enrolment=enrolment)
    _kept(enrolment, row, _whole(enrolment), now)

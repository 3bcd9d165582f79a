"""Look what is due in a run: cases are opened, shared out among the tutors, and closed once the person is back or past the trouble."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from takwin.jobs import task
from takwin.learning import queries as learning
from takwin.learning.models import Run
from takwin.lib.ids import derived
from takwin.tutoring import queries, sharing, signs
from takwin.tutoring.models import Care, Case, Duty
from takwin.tutoring.sharing import Tutor as Shared
from takwin.tutoring.signs import Due

RECENT = timedelta(days=2)
"""How far back somebody's answers are looked at again."""
ROWS = 500


def look(now: datetime) -> None:
    """Every run that has tutors."""
    for run in queries.tutored():
        look_at(run, now)


@task
def look_again(pk: int) -> None:
    """One run, in the background: once tutors are named."""
    run = queries.tutored().filter(pk=pk).first()
    if run:
        look_at(run, timezone.now())


def look_at(run: Run, now: datetime) -> int:
    """Close what is overcome in a run, open what is due and share it out; how much is new. What is known already stays as it is."""
    for case in queries.overcome(run):
        end(case, Case.Outcome.PASSED, now)
    found = queries.scenario(run)
    people = list(queries.learners(run, now - RECENT))
    entrust(run, [one.enrolment for one in people])
    wanted = {one.uid: one for one in signs.due(found, queries.calendar(run), people, now)}
    fresh = 0
    grouped = bool(run.rules.group_size)
    for some in _by_rows(list(wanted.values())):
        fresh += open_case(run, some, now, sizes={one.uid: signs.size(found, one.of, grouped=grouped) for one in some})
    return fresh


def _by_rows(rows: list[Due]) -> Iterable[list[Due]]:
    return (rows[begin : begin + ROWS] for begin in range(0, len(rows), ROWS))


@transaction.atomic
def entrust(run: Run, people: list[int]) -> None:
    """Give a tutor to every learner who has none."""
    Run.objects.select_for_update().get(pk=run.pk)
    there = queries.shared(run)
    rows = Care.objects.filter(enrolment__run=run, tutor__ended=None).values_list("enrolment_id", "tutor_id")
    cared = dict(rows)
    many: dict[int, int] = {}
    for tutor in cared.values():
        many[tutor] = many.get(tutor, 0) + 1
    groups = learning.group_numbers(run)
    newcomers = [one for one in people if one not in cared]
    given = sharing.entrusted(there, many, newcomers, groups, sharing.had(cared, groups))
    Care.objects.filter(enrolment__in=list(given), tutor__ended__isnull=False).delete()
    Care.objects.bulk_create([Care(enrolment_id=one, tutor_id=tutor) for one, tutor in given.items()], batch_size=ROWS)


@transaction.atomic
def open_case(run: Run, wanted: list[Due], now: datetime, sizes: dict[object, int] | None = None) -> int:
    """Store what is due and not yet known, with its case where it opens one, each with the tutor who takes it. The run is locked, so that nothing
    is opened twice."""
    Run.objects.select_for_update().get(pk=run.pk)
    known = set(Duty.objects.filter(pk__in=[one.uid for one in wanted]).values_list("pk", flat=True))
    people = [one.enrolment for one in wanted if one.enrolment]
    open_now = {(one.enrolment_id, one.kind): one for one in Case.objects.filter(enrolment__in=people, closed=None)}
    cared: dict[int, int] = dict(Care.objects.filter(enrolment__in=people).values_list("enrolment_id", "tutor_id"))
    there, day = queries.shared(run), now.astimezone(learning.ZONE).date()
    duties, cases = [], []
    for one in sorted(wanted, key=lambda due: (due.until, due.uid)):
        if one.uid in known:
            continue
        case = open_now.get((one.enrolment or 0, one.case)) if one.case else None
        chosen = sharing.choose(there, one.of.role, cared.get(one.enrolment or 0), day)
        there = sharing.loaded(there, chosen.pk, one.of.minutes) if chosen else there
        if one.case and case is None:
            case = _case(run, one, chosen)
            cases.append(case)
            open_now[one.enrolment or 0, one.case] = case
        duties.append(_duty(run, one, case, chosen, (sizes or {}).get(one.uid, 1)))
    Case.objects.bulk_create(cases)
    Duty.objects.bulk_create(duties)
    return len(duties)


def _case(run: Run, one: Due, tutor: Shared | None) -> Case:
    return Case(
        uid=derived(one.uid, "case"), enrolment_id=one.enrolment or 0, run=run, kind=one.case, why=dict(one.why),
        tutor_id=tutor.pk if tutor else None, since=one.since,
    )  # fmt: skip


def _duty(run: Run, one: Due, case: Case | None, tutor: Shared | None, size: int) -> Duty:
    return Duty(
        uid=one.uid, run=run, of=one.of.id, sign=one.of.trigger.sign, role=one.of.role, channel=one.of.channel, minutes=one.of.minutes,
        enrolment_id=one.enrolment, part=one.part, size=size, case=case, why=dict(one.why), tutor_id=tutor.pk if tutor else None,
        since=one.since, until=one.until,
    )  # fmt: skip


def returned(now: datetime) -> int:
    """Close the cases of silence whose people are back, and all cases of people who left; how many."""
    gone = Case.objects.filter(closed=None).exclude(enrolment__left=None, enrolment__person__isnull=False)
    closed = sum(end(one, Case.Outcome.GONE, now) for one in gone.iterator(ROWS))
    waiting = list(queries.silent())
    seen = queries.traces(one.enrolment.uid for one in waiting)
    for one in waiting:
        trace = seen.get(one.enrolment.uid)
        if trace and trace.last > one.since:
            closed += end(one, Case.Outcome.BACK, now, trace.last)
    return closed


@transaction.atomic
def end(case: Case, outcome: str, now: datetime, back: datetime | None = None) -> int:
    """Close a case, unless it is closed; what was still due in it is no longer needed."""
    told = {"closed": now, "outcome": outcome, **({"back": back} if back else {})}
    done = Case.objects.filter(pk=case.pk, closed=None).update(**told)
    if done:
        Duty.objects.filter(case=case, outcome="").update(outcome=Duty.Outcome.MOOT, ended=now)
    return done

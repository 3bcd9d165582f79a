"""Reads of tutors, of what is due, of cases; and of what the record tells of when somebody was there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from takwin.content.queries import outline
from takwin.learning import queries as learning
from takwin.learning.models import Enrolment, Progress, Run
from takwin.learning.progress import Rules, State
from takwin.learning.run import Policy
from takwin.learning.way import Way
from takwin.lib.ids import HOUSE, derived
from takwin.records.models import Sentence
from takwin.records.queries import moment
from takwin.records.vocabulary import VERBS
from takwin.scenarios.supervision import Intervention, Supervision, of_json
from takwin.tutoring.capacity import Capacity, capacity, weeks
from takwin.tutoring.effect import Silence, Turn
from takwin.tutoring.models import Care, Case, Duty, Entry, Tutor
from takwin.tutoring.sharing import Tutor as Shared
from takwin.tutoring.signs import Calendar, Learner
from takwin.tutoring.standing import failed, passed, solved, stuck
from takwin.tutoring.usual import ANSWERED_BY_COMING, ANSWERED_BY_PASSING, USUAL, completed

AT_ONCE = 500
"""Learners who are looked up in one query."""
THERE = (
    "experienced", "finished", "answered", "declared", "retracted", "began", "noted", "drafted", "shared", "attended",
)  # fmt: skip
"""The verbs that tell that somebody was there; not what they played, of which nobody learns by name."""
ACTS = [VERBS[verb].number for verb in THERE if verb in VERBS]


def tutors(run: Run) -> QuerySet[Tutor]:
    """The tutors of a run, the first named first."""
    return Tutor.objects.filter(run=run, ended=None, person__isnull=False).select_related("person").order_by("pk")


def has_tutors(run: Run) -> bool:
    """Whether anybody accompanies the learners of a run."""
    return tutors(run).exists()


def tutored() -> QuerySet[Run]:
    """The runs that have tutors."""
    held = Tutor.objects.filter(ended=None, person__isnull=False).values("run")
    return Run.objects.filter(pk__in=held).select_related("course", "release").order_by("pk")


def scenario(run: Run) -> Supervision:
    """What tutors do in a run: what its course says, and what is usual."""
    return written(run.release_id, run.rules)


def written(release: int, policy: Policy) -> Supervision:
    """What tutors do where a release is offered; groups are those of the run where it has any."""
    said = outline(release).get("supervision")
    found = completed(of_json(said) if said else None)
    return replace(found, group=policy.group_size) if policy.group_size else found


def intervention(duty: Duty, found: Supervision) -> Intervention:
    """What is to be done; where a later release no longer says it, what is usual for its sort of case."""
    known = {one.id: one for one in found.interventions}
    kind = duty.case.kind if duty.case else ""
    return known.get(duty.of) or USUAL.get(kind) or USUAL["help"]


def shared(run: Run) -> list[Shared]:
    """The tutors of a run with the minutes of what waits for each. Two queries."""
    waiting = Duty.objects.filter(run=run, outcome="").values_list("tutor").annotate(sum=Sum("minutes")).order_by()
    load: dict[int | None, int] = dict(waiting)
    return [
        Shared(one.pk, frozenset(one.roles.split()), one.minutes, load.get(one.pk, 0), one.away_from, one.away_until)
        for one in tutors(run)
    ]


def queue(run: Run, tutor: Tutor | None) -> QuerySet[Duty]:
    """What waits for a tutor (None: for nobody yet), the most urgent first."""
    found = Duty.objects.filter(tutor=tutor, outcome="")
    found = found if tutor else found.filter(run=run)
    return found.select_related("enrolment__person", "case").order_by("until", "pk")


def load(tutor: Tutor, now: datetime) -> tuple[int, int]:
    """How much waits for a tutor, and how much of it is late."""
    told = Duty.objects.filter(tutor=tutor, outcome="").aggregate(
        all=Count("pk"), late=Count("pk", filter=Q(until__lt=now))
    )
    return told["all"], told["late"]


def cases(run: Run, kind: str = "", closed: bool = False) -> QuerySet[Case]:
    """The cases of a run, those who wait longest first; of one kind, when it is named."""
    found = Case.objects.filter(run=run, closed__isnull=not closed, enrolment__person__isnull=False)
    found = found.filter(kind=kind) if kind else found
    return found.select_related("enrolment__person", "tutor__person").order_by("since", "pk")


def counted(run: Run) -> dict[str, int]:
    """How many open cases of each kind."""
    found = cases(run).order_by().values_list("kind").annotate(many=Count("pk"))
    return dict(found)


def log(enrolment: Enrolment) -> QuerySet[Entry]:
    """All that was said with and about a person, the latest first: for tutors."""
    return Entry.objects.filter(enrolment=enrolment).select_related("by").order_by("-at", "-pk")


def spoken(enrolment: Enrolment) -> QuerySet[Entry]:
    """What a learner and their tutors wrote to one another: for the learner."""
    shown = Q(kind=Entry.Kind.IN) | Q(kind=Entry.Kind.OUT, channel="message")
    return log(enrolment).filter(shown)


def care(enrolment: Enrolment) -> Tutor | None:
    """The tutor whom a learner knows as theirs."""
    found = Care.objects.filter(enrolment=enrolment, tutor__ended=None).select_related("tutor__person").first()
    return found.tutor if found else None


class Trace(NamedTuple):
    """When somebody was there first and last."""

    first: datetime
    last: datetime


def traces(uids: Iterable[UUID]) -> dict[UUID, Trace]:
    """When people were there, by the name of their enrolment; who never was is not among them."""
    rest, found = iter(uids), dict[UUID, Trace]()
    while some := list(islice(rest, AT_ONCE)):
        rows = Sentence.objects.filter(registration__uid__in=some, verb__in=ACTS).order_by()
        for uid, first, last in rows.values_list("registration__uid").annotate(first=Min("at"), last=Max("at")):
            found[uid] = Trace(moment(first), moment(last))
    return found


class _Row(NamedTuple):
    """An enrolment as learners are made of."""

    pk: int
    uid: UUID
    enrolled: datetime
    gone: bool


def places(run: Run) -> list[_Row]:
    """Everybody who ever joined a run, in the order of their joining: their place stays theirs."""
    rows = Enrolment.objects.filter(run=run).order_by("pk").values_list("pk", "uid", "enrolled", "left", "person")
    return [_Row(pk, uid, enrolled, left is not None or person is None) for pk, uid, enrolled, left, person in rows]


def learners(run: Run, since: datetime) -> Iterator[Learner]:
    """Who takes a run, as signs are looked for. What they failed is read of those who were there after `since`."""
    rows = places(run)
    known = traces(one.uid for one in rows if not one.gone)
    recent = [one.pk for one in rows if one.uid in known and known[one.uid].last >= since]
    hard = _hard(run, recent)
    done = set(
        Progress.objects.filter(enrolment__run=run, completed__isnull=False).values_list("enrolment_id", flat=True)
    )
    groups = learning.group_numbers(run)
    for place, one in enumerate(rows):
        if not one.gone:
            began = max(one.enrolled, run.opens) if run.opens else one.enrolled
            first, last = known.get(one.uid, (None, None))
            fails, tried = hard.get(one.pk, ((), ""))
            yield Learner(
                one.pk, one.uid, place, began, first, last, one.pk in done, fails, tried, groups.get(one.pk, 0)
            )


def _hard(run: Run, recent: Sequence[int]) -> dict[int, tuple[tuple[str, ...], str]]:
    found: dict[int, tuple[tuple[str, ...], str]] = {}
    for begin in range(0, len(recent), AT_ONCE):
        some = Enrolment.objects.filter(pk__in=recent[begin : begin + AT_ONCE]).select_related("progress")
        for one in some:
            state, rules = _known(run, one)
            found[one.pk] = (failed(state, rules), stuck(state, rules))
    return found


def _known(run: Run, one: Enrolment) -> tuple[State, Rules]:
    one.run = run
    return State.from_json(one.progress.state), learning.rules(one)


def overcome(run: Run) -> list[Case]:
    """The open cases of a run whose quizzes have been passed since, or whose question has been answered fully."""
    cases = Case.objects.filter(run=run, closed=None, kind__in=ANSWERED_BY_PASSING, enrolment__progress__isnull=False)
    found = []
    for case in cases.select_related("enrolment__progress").prefetch_related("duties"):
        state, rules = _known(run, case.enrolment)
        whys = [case.why, *(duty.why for duty in case.duties.all())]
        quizzes, items = ({why[name] for why in whys if name in why} for name in ("quiz", "item"))
        done = quizzes <= passed(state, rules) and all(solved(state, rules, item) for item in items)
        if done and (quizzes or items):
            found.append(case)
    return found


def calendar(run: Run) -> Calendar:
    """The dates of a run."""
    content = outline(run.release_id)
    steps = [step["id"] for module in content["modules"] for step in module["steps"]]
    policy: Policy = run.rules

    def deadline(step: str, began: datetime) -> datetime | None:
        if not step or policy.pace not in {"fixed", "relative"}:
            return run.closes
        way = Way(policy, began, learning.ZONE, steps, ends=run.closes)
        gate = way.gates(State(), began).get(step)
        return (gate.due if gate else None) or run.closes

    return Calendar(derived(HOUSE, f"run {run.pk}"), run.opens or run.created, run.closes, deadline)


def members(duty: Duty) -> list[int]:
    """The enrolments of the part of a run for which something is done."""
    if duty.part is None:
        return [duty.enrolment_id] if duty.enrolment_id else []
    if not duty.size:
        groups = learning.group_numbers(duty.run)
        return [one.pk for one in places(duty.run) if not one.gone and groups.get(one.pk) == duty.part + 1]
    rows = places(duty.run)[duty.part * duty.size : (duty.part + 1) * duty.size]
    return [one.pk for one in rows if not one.gone]


def grouped(run: Run) -> dict[int, list[tuple[Enrolment, Tutor | None]]]:
    """The people of each group of a run with the tutor whom they know, in order of joining; nobody where it has no groups."""
    numbers = learning.group_numbers(run)
    theirs = Care.objects.filter(enrolment__run=run, tutor__ended=None).select_related("tutor__person")
    tutor = {one.pk: one.tutor for one in theirs} if numbers else {}
    found: dict[int, list[tuple[Enrolment, Tutor | None]]] = {}
    for one in learning.taking(run.pk).select_related("person").order_by("pk") if numbers else ():
        found.setdefault(numbers[one.pk], []).append((one, tutor.get(one.pk)))
    return dict(sorted(found.items()))


def silent(run: Run | None = None) -> QuerySet[Case]:
    """The open cases that end by themselves once the person is back."""
    found = Case.objects.filter(closed=None, kind__in=ANSWERED_BY_COMING)
    return (found.filter(run=run) if run else found).select_related("enrolment")


def carried(run: Run) -> Capacity:
    """Whether the tutors of a run can carry what it asks: for its seats, or for those who take it where there are more."""
    there, policy = list(tutors(run)), run.rules
    many = max(policy.seats or 0, learning.taking(run.pk).count())
    lasts = weeks(run.opens, run.closes)
    return capacity(scenario(run), many, lasts, sum(one.minutes for one in there), len(there), open=massive(policy))


def massive(policy: Policy) -> bool:
    """Whether as many as come may join."""
    return policy.admission == "open" and policy.seats is None


def turns(run: Run) -> list[Turn]:
    """All that was ever due in a run."""
    columns = ("role", "tutor_id", "since", "until", "outcome", "ended", "minutes")
    return [Turn(*row) for row in Duty.objects.filter(run=run).values_list(*columns)]


def silences(run: Run) -> list[Silence]:
    """Who never opened or stopped, with when they were contacted and came back."""
    found = Case.objects.filter(run=run, kind__in=ANSWERED_BY_COMING)
    return [Silence(*row) for row in found.values_list("since", "contacted", "back")]


def untold(run: Run) -> QuerySet[Case]:
    """Open cases of people whom no tutor has contacted yet."""
    return cases(run).filter(contacted=None)

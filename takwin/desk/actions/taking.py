"""Acts of a device are taken: each once, by the action of its room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from takwin.accounts.models import Person
from takwin.credentials import actions as credentials
from takwin.database.together import together
from takwin.desk import acts, queries
from takwin.desk.acts import NOT_YOURS, Act, Misshapen, Moment
from takwin.desk.doing import DOING, prepare
from takwin.desk.models import Act as Row
from takwin.desk.refused import Refused
from takwin.learning import actions as learning
from takwin.learning.activity import subject
from takwin.learning.models import Enrolment
from takwin.learning.progress import Answers, State
from takwin.learning.queries import was_out
from takwin.lib.text import Sentence
from takwin.records.statement import Statement

TAKEN, KNOWN, REFUSED = "taken", "known", "refused"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an act: its id as the device wrote it, the outcome, and why if it was refused. `marks` are those of its answers
    that were marked and count: question, mark and points in hundredths."""

    id: str
    outcome: str
    reason: Sentence | None = None
    marks: Sequence[tuple[str, int, int]] = ()


def take(person: Person, sent: datetime, told: Sequence[Any], now: datetime) -> list[Taken]:
    """Take a batch of acts, all in one transaction, and say of each what became of it, in their order. Nothing is taken twice."""
    read, outcomes = _read(told)
    mine = queries.enrolments(person, {act.enrolment for act in read.values()})
    known = queries.known(act.id for act in read.values())
    own = {one.pk for one in mine.values()}
    waiting: dict[int, Act] = {}
    seen: set[UUID] = set()
    for place, act in read.items():
        if act.enrolment not in mine or known.get(act.id, mine[act.enrolment].pk) not in own:
            outcomes[place] = Taken(str(act.id), REFUSED, NOT_YOURS)
        elif act.id in known or act.id in seen:
            outcomes[place] = Taken(str(act.id), KNOWN)
        else:
            waiting[place] = act
            seen.add(act.id)
    for act in waiting.values():
        prepare(mine[act.enrolment], act)
    if waiting:
        outcomes |= together(lambda: _taken(mine, waiting, sent, now))
    return [outcomes[place] for place in range(len(told))]


def _read(told: Sequence[Any]) -> tuple[dict[int, Act], dict[int, Taken]]:
    read, refused = dict[int, Act](), dict[int, Taken]()
    for place, one in enumerate(told):
        try:
            read[place] = acts.read(one)
        except Misshapen as why:
            name = one.get("id") if isinstance(one, dict) else None
            refused[place] = Taken(name if isinstance(name, str) else "", REFUSED, why.sentence)
    return read, refused


def _taken(
    mine: Mapping[UUID, Enrolment], waiting: Mapping[int, Act], sent: datetime, now: datetime
) -> dict[int, Taken]:
    outcomes: dict[int, Taken] = {}
    in_order = sorted(
        mine.values(), key=lambda one: (one.pk, one.taking.bytes)
    )  # so that nobody waits for anybody in a circle
    for one in in_order:
        batch = _Batch(one, sent, now, [(place, act) for place, act in waiting.items() if act.enrolment == one.taking])
        after = learning.tell_all(one, batch.done, now)
        if batch.before.completed and after != batch.before:
            credentials.review(one.uid, now, now, late=True)
        outcomes |= batch.outcomes | batch.marked(after)
    return outcomes


@dataclass
class _Batch:
    """The acts of one taking of a course."""

    enrolment: Enrolment
    sent: datetime
    now: datetime
    some: Sequence[tuple[int, Act]]
    outcomes: dict[int, Taken] = field(default_factory=dict)
    before: State = field(default_factory=State)
    rows: list[Row] = field(default_factory=list)
    answers: dict[int, list[Statement]] = field(default_factory=dict)

    def done(self, state: State) -> list[Statement]:
        """Do them in the order in which they were done, and give what the record is told. Some may have come by another request since they were
        looked up: a film tells what was played while its page is left, and the next page sends it again."""
        self.before = state
        joined = self.enrolment.enrolled
        known = queries.known(act.id for _, act in self.some)
        self.outcomes = {place: Taken(str(act.id), KNOWN) for place, act in self.some if act.id in known}
        new = [(place, act) for place, act in self.some if act.id not in known]
        timed = [(acts.corrected(act.at, self.sent, self.now, joined), place, act) for place, act in new]
        told = [
            sentence
            for when, place, act in sorted(timed, key=lambda one: (one[0].at, one[2].id.bytes))
            for sentence in self._one(state, when, place, act)
        ]
        Row.objects.bulk_create(self.rows)
        return told

    def _one(self, state: State, when: Moment, place: int, act: Act) -> list[Statement]:
        try:
            if was_out(self.enrolment, when.at):
                raise Refused(learning.OUT)
            told = DOING[act.kind](self.enrolment, act, state, when.at, self.now)
        except Refused as why:
            self.outcomes[place] = Taken(str(act.id), REFUSED, why.sentence)
            return []
        offset = when.offset // timedelta(milliseconds=1)
        told_by = {"kind": act.kind, "at": when.at, "offset": offset, "odd": when.odd}
        self.rows.append(Row(uid=act.id, enrolment=self.enrolment, came=self.now, **told_by))
        self.outcomes[place] = Taken(str(act.id), TAKEN)
        self.answers[place] = [one for one in told if one.verb == "answered"]
        return told

    def marked(self, after: State) -> dict[int, Taken]:
        """The outcomes again, with the marks that a page would show by now: nothing of what waits to be marked, or does not count."""
        found = {place: [mark for one in told if (mark := _mark(one, after))] for place, told in self.answers.items()}
        return {place: replace(self.outcomes[place], marks=marks) for place, marks in found.items() if marks}


def _mark(answer: Statement, after: State) -> tuple[str, int, int] | None:
    (_, item), told = subject(answer.activity), answer.result or {}
    answers = after.answers.get(item, Answers())
    counts = answers.asked == told["asked"] and told["n"] in answers.marks and told["n"] not in answers.waiting
    return (item, told["raw"], told["max"]) if counts and told["max"] else None

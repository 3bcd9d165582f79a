"""At the parent: acts of a box are taken, each once, by the action of its room."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from takwin.assessment import from_box
from takwin.assessment.from_box import Brought
from takwin.assessment.from_device import NotUnderstood
from takwin.credentials import actions as credentials
from takwin.database.together import together
from takwin.desk import acts
from takwin.desk.acts import Act, Misshapen
from takwin.desk.doing import DOING
from takwin.desk.refused import Refused as NotDone
from takwin.files import actions as files
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment
from takwin.learning.progress import State
from takwin.learning.queries import was_out
from takwin.lib.text import N_, Sentence
from takwin.records import queries as record
from takwin.records.statement import Statement
from takwin.relay import queries, telling
from takwin.relay.actions.files import bring, drop
from takwin.relay.models import Box, Turned

NOT_A_GUEST = Sentence(N_("This act is of somebody who was never on the roster of this centre."))
ERASED = Sentence(N_("This person has erased their account: nothing of them is taken any more."))
NOT_THEIRS = Sentence(N_("There is another act by this name."))
NAMELESS = UUID(int=0)
Right = Callable[[Any, datetime], datetime]


@dataclass
class Counts:
    """What became of the acts of a parcel; `refused` holds each act's id, kind and why."""

    taken: int = 0
    known: int = 0
    refused: list[tuple[UUID, str, Sentence]] = field(default_factory=list)


def take_acts(box: Box, told: Sequence[Any], parcel: str, right: Right, now: datetime) -> Counts:
    """Take the acts of a parcel, those of each enrolment in one transaction. What was broken off is begun again with nothing lost and nothing
    twice: each act is known by its id. `right` says when an act was done, by the number of its sentence and the clock of the box."""
    counts = Counts()
    by_enrolment: dict[UUID, list[Act]] = {}
    for one in told:
        try:
            act = telling.read(one)
            act = replace(act, at=right(one.get("n"), act.at))
        except Misshapen as why:
            counts.refused.append((telling.name(one) or NAMELESS, "", why.sentence))
        else:
            by_enrolment.setdefault(act.enrolment, []).append(act)
    guests = queries.guests(box, by_enrolment)
    for uid, some in by_enrolment.items():
        _take_in(box, guests.get(uid), some, counts, now)
    Turned.objects.bulk_create(
        (
            Turned(box=box, uid=uid, parcel=parcel, kind=kind, why=[why.message, why.values], at=now)
            for uid, kind, why in counts.refused
            if uid != NAMELESS
        ),
        update_conflicts=True, update_fields=["parcel", "why", "at"], unique_fields=["box", "uid"],
    )  # fmt: skip
    return counts


def _take_in(box: Box, enrolment: Enrolment | None, some: Sequence[Act], counts: Counts, now: datetime) -> None:
    names = [act.said["blob"] for act in some if act.said.get("blob")]
    if enrolment is None or enrolment.person is None or not enrolment.person.name:
        why = ERASED if enrolment else NOT_A_GUEST
        counts.refused += [(act.id, act.kind, why) for act in some]
        drop(box, names)
        return
    bring(box, names)
    found = together(lambda: _taken(enrolment, some, now))
    for name in names:
        files.put_aside(name)  # of an answer that was refused
    counts.taken += found.taken
    counts.known += found.known
    counts.refused += found.refused


def _taken(enrolment: Enrolment, some: Sequence[Act], now: datetime) -> Counts:
    batch = _Batch(enrolment, now)
    after = learning.tell_all(enrolment, lambda state: batch.done(state, some), now)
    if batch.before.completed and after != batch.before:
        credentials.review(enrolment.uid, now, now, late=True)
    return batch.counts


class _Batch:
    """The acts of one enrolment, being taken."""

    def __init__(self, enrolment: Enrolment, now: datetime) -> None:
        self.enrolment, self.now, self.before, self.counts = enrolment, now, State(), Counts()

    def done(self, state: State, some: Sequence[Act]) -> list[Statement]:
        """Do what is new, in the order in which it was done, and give what the record is told."""
        self.before = state
        there = record.under([act.id for act in some])
        told = []
        for act in sorted({act.id: act for act in some}.values(), key=lambda act: (act.at, act.id.bytes)):
            told += self._one(state, act, there)
        self.counts.known += len(some) - len({act.id for act in some})
        return told

    def _one(self, state: State, act: Act, there: Mapping[UUID, UUID | None]) -> list[Statement]:
        if act.id in there:
            if there[act.id] == self.enrolment.taking:
                self.counts.known += 1
            else:
                self.counts.refused.append((act.id, act.kind, NOT_THEIRS))
            return []
        at = acts.corrected(act.at, self.now, self.now, self.enrolment.enrolled).at
        try:
            if was_out(self.enrolment, at):
                raise NotDone(learning.OUT)
            told = _told(self.enrolment, act, state, at, self.now)
        except (NotDone, NotUnderstood) as why:
            self.counts.refused.append((act.id, act.kind, why.sentence))
            return []
        self.counts.taken += 1
        return [told]


def _told(enrolment: Enrolment, act: Act, state: State, at: datetime, now: datetime) -> Statement:
    """An act's sentence, under the name that it has on the box."""
    if act.kind == telling.ANSWERED:
        return from_box.take(enrolment, Brought(uid=act.id, at=at, **act.said))
    return replace(DOING[act.kind](enrolment, act, state, at, now)[0], id=act.id)

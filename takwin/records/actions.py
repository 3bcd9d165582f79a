"""The one verb of the record: append."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from takwin.records.models import Activity, Actor, Registration, Scope, Sentence
from takwin.records.queries import milliseconds
from takwin.records.statement import Statement
from takwin.records.vocabulary import VERBS

REMEMBERED = 50_000


class _Known:
    """Numbers of dictionary rows, remembered in this process once they are committed."""

    def __init__(self, model: type[Model], column: str) -> None:
        self.model = model
        self.column = column
        self.numbers: dict[UUID | str, int] = {}

    def number(self, value: UUID | str) -> int:
        """The row's number, made if need be."""
        if (known := self.numbers.get(value)) is not None:
            return known
        wanted: dict[str, Any] = {self.column: value}
        row, _ = self.model._default_manager.get_or_create(**wanted)
        if not transaction.get_connection().in_atomic_block:
            self._remember(value, int(row.pk))
        return int(row.pk)

    def _remember(self, value: UUID | str, number: int) -> None:
        if len(self.numbers) >= REMEMBERED:
            self.numbers.clear()
        self.numbers[value] = number


ACTORS = _Known(Actor, "uid")
ACTIVITIES = _Known(Activity, "path")
REGISTRATIONS = _Known(Registration, "uid")
SCOPES = _Known(Scope, "name")


def forget() -> None:
    """Forget remembered numbers: for tests and after a restore."""
    for known in (ACTORS, ACTIVITIES, REGISTRATIONS, SCOPES):
        known.numbers.clear()


def prepare(statement: Statement) -> None:
    """Look up the dictionary rows of a coming statement before the writer's lock is taken."""
    for known, value in (
        (ACTORS, statement.actor),
        (ACTIVITIES, statement.activity),
        (REGISTRATIONS, statement.registration),
        (SCOPES, statement.scope),
    ):
        if value is not None:
            known.number(value)


def append(statement: Statement, now: datetime) -> int:
    """Add one sentence to the record and return its `seq`. Call it in the transaction that changes the rows it speaks of."""
    sentence = _row(statement, now)
    sentence.save(force_insert=True)
    return int(sentence.seq)


def append_all(statements: Iterable[Statement], now: datetime) -> None:
    """Add sentences to the record in this order, many in one query; as `append`."""
    Sentence.objects.bulk_create([_row(statement, now) for statement in statements])


def _row(statement: Statement, now: datetime) -> Sentence:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A sentence is appended with the change it tells.")
    return Sentence(
        uid=statement.id,
        actor_id=ACTORS.number(statement.actor),
        verb=VERBS[statement.verb].number,
        activity_id=ACTIVITIES.number(statement.activity),
        registration_id=REGISTRATIONS.number(statement.registration) if statement.registration else None,
        scope_id=SCOPES.number(statement.scope),
        audience=statement.audience,
        at=milliseconds(statement.at),
        stored=milliseconds(now),
        result=json.dumps(statement.result, separators=(",", ":"), ensure_ascii=False) if statement.result else "",
    )


def tells(uid: UUID) -> bool:
    """Whether there is a sentence of this name."""
    return Sentence.objects.filter(uid=uid).exists()

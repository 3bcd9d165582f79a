"""Statements for other systems: our own sentences and what was received, as one stream, newest first."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from takwin.records import queries as record
from takwin.records.lrs.asking import Asked
from takwin.records.lrs.marks import mark
from takwin.records.lrs.matching import matches, wanted
from takwin.records.lrs.queries.own import Row, as_told, bound, sentences, visible
from takwin.records.models import Key, Mention, Received
from takwin.records.vocabulary import Audience

Json = Mapping[str, Any]
COLUMNS = {"agent": "actor", "verb": "verb", "activity": "activity"}
CHUNK = 200
COUNTED = 2_000
DEPTH = 20
"""Statements that refer to one another, one after another, which are followed."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of statements, and where the next one begins, or nothing."""

    statements: list[Json]
    after: tuple[int, int] | None


def one(key: Key, uid: UUID, voided: bool) -> Json | None:
    """A statement by its id, among those voided or the others."""
    mine = _by_this_key(key)
    for row in Received.objects.filter(scope=key.scope_id, uid=uid).exclude(text=""):
        return json.loads(row.text) if row.voided == voided and (row.key_id == key.pk or not mine) else None
    return None if voided or mine else next((as_told(row) for row in visible(key).filter(uid=uid)), None)


def page(key: Key, asked: Asked) -> Found:
    """Statements that answer what is asked, at most `asked.limit`. Raises nothing."""
    mine = _by_this_key(key)
    ours = iter(()) if mine else sentences(key, asked)
    streams = {0: ours, 1: _received(key, asked, mine)}
    heads = {which: head for which, stream in streams.items() if (head := next(stream, None))}
    found, at = list[Json](), list(asked.at or (0, 0))
    while heads and len(found) < asked.limit:
        which = sorted(heads, key=lambda each: heads[each][0], reverse=not asked.ascending)[0]
        _stored, seq, statement = heads.pop(which)
        found.append(statement)
        at[which] = seq
        if head := next(streams[which], None):
            heads[which] = head
    return Found(found, (at[0], at[1]) if heads else None)


def _by_this_key(key: Key) -> bool:
    """Whether it may read only what it has written."""
    return not {"all", "read"} & set(key.rights.split())


def _received(key: Key, asked: Asked, mine: bool) -> Iterator[Row]:
    filters = wanted(asked)
    rows = Received.objects.filter(scope=key.scope_id, voided=False).exclude(text="")
    rows = rows.filter(key=key.pk) if mine else rows
    if not filters:
        for row in _in_order(rows, Received, asked, 1):
            yield row.stored, row.seq, json.loads(row.text)
        return
    by = _rarest(key, filters)
    by_column = _in_order(rows.filter(_column(*by)), Received, asked, 1)
    by_mention = _in_order(rows.filter(pk__in=_mentioned(*by).values("received")), Received, asked, 1)
    for row in _merged(by_column, by_mention, asked.ascending):
        statement = json.loads(row.text)
        if matches(statement, filters) or _through(row, filters):
            yield row.stored, row.seq, statement


def _rarest(key: Key, filters: list[tuple[str, str]]) -> tuple[str, str]:
    """The filter by which the fewest are found, as far as a short count tells; the words of the others are compared afterwards."""
    if len(filters) == 1:
        return filters[0]
    return min(
        filters,
        key=lambda each: (
            _counted(Received.objects.filter(_column(*each), scope=key.scope_id)) + _counted(_mentioned(*each))
        ),
    )


def _counted(rows: QuerySet[Any]) -> int:
    return rows.order_by()[:COUNTED].count()


def _column(kind: str, word: str) -> Q:
    """Rows that are found by what they are about; whoever asks for what is related is content with these too."""
    plain = kind.removeprefix("related ")
    return Q(registration=word) if kind == "registration" else Q(**{COLUMNS[plain]: mark(plain, word)})


def _mentioned(kind: str, word: str) -> QuerySet[Mention]:
    """Rows that name it in passing, or refer to one that is found by it."""
    return Mention.objects.filter(what=mark(kind, word))


def _through(row: Received, filters: list[tuple[str, str]]) -> bool:
    """Whether a statement that it refers to, directly or through others, answers (4.1.6.1: as if it had the properties of its target)."""
    uid = row.refers
    for _ in range(DEPTH):
        target = referred(row.scope_id, uid) if uid else None
        if target is None:
            return False
        if matches(target, filters):
            return True
        uid = UUID(target["object"]["id"]) if target["object"].get("objectType") == "StatementRef" else None
    return False


def referred(scope: int, uid: UUID) -> Json | None:
    """A statement that another refers to, voided or not."""
    for row in Received.objects.filter(scope=scope, uid=uid).exclude(text=""):
        return json.loads(row.text)  # type: ignore[no-any-return]
    ours = record.joined().filter(scope=scope, audience__lt=Audience.PRIVATE, uid=uid)
    return next((as_told(row) for row in ours), None)


def _in_order(rows: QuerySet[Any], model: type[Model], asked: Asked, which: int) -> Iterator[Any]:
    """Rows after where the page before ended, within the times asked for, in pieces so that little is read in vain."""
    step = "gt" if asked.ascending else "lt"
    at = asked.at[which] if asked.at else 0
    if asked.since:
        rows = rows.filter(stored__gt=record.milliseconds(asked.since), seq__gte=bound(model, asked.since))
    if asked.until:
        rows = rows.filter(stored__lte=record.milliseconds(asked.until), seq__lt=bound(model, asked.until, 1) + 1)
    size = min(asked.limit + 1, CHUNK)
    while True:
        part = rows.filter(**{f"seq__{step}": at}) if at else rows
        found = list(part.order_by("seq" if asked.ascending else "-seq")[:size])
        yield from found
        if len(found) < size:
            return
        at, size = found[-1].seq, CHUNK


def _merged(one: Iterator[Received], other: Iterator[Received], ascending: bool) -> Iterator[Received]:
    """Rows of both, each once, in order."""
    left, right = next(one, None), next(other, None)
    while left or right:
        if left and right and left.seq == right.seq:
            yield left
            left, right = next(one, None), next(other, None)
        elif right is None or (left and (left.seq < right.seq) == ascending):
            assert left is not None  # noqa: S101 - for the type checker
            yield left
            left = next(one, None)
        else:
            yield right
            right = next(other, None)

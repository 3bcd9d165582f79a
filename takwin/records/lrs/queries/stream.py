"""Statements for other systems: our own sentences and what was received, as one stream, newest first."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from takwin.records import queries as record
from takwin.records.lrs.asking import Asked
from takwin.records.lrs.marks import mark
from takwin.records.lrs.matching import matches, wanted
from takwin.records.lrs.queries.numbers import Read, Within, further, numbers
from takwin.records.lrs.queries.own import Row, as_told, sentences, visible
from takwin.records.models import Key, Mention, Received
from takwin.records.vocabulary import Audience

Json = Mapping[str, Any]
Filter = tuple[str, str]
"""(kind, word), as `matching.wanted` gives them."""
COLUMNS = {"agent": "actor", "verb": "verb", "activity": "activity", "registration": "registration"}
RECEIVED, MENTIONS = Received._meta.db_table, Mention._meta.db_table
COUNTED = 10_000
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
    """What was received, after where the page before ended. The words are compared at the end: marks only find."""
    filters = wanted(asked)
    reads, within = _reads(key, filters, mine), Within.of(Received, asked)
    at, size, more = (asked.at[1] if asked.at else 0), asked.limit + 1, True
    while more:
        found, more = numbers(reads, within, at, size)
        dropped = 0
        for row in Received.objects.filter(pk__in=found).order_by("seq" if asked.ascending else "-seq"):
            statement = json.loads(row.text) if within.has(row.stored) else {}
            if statement and (not filters or matches(statement, filters) or _through(row, filters)):
                yield row.stored, row.seq, statement
            else:
                dropped += 1
        at, size = (found[-1] if found else at), further(size, dropped)


def _reads(key: Key, filters: list[Filter], mine: bool) -> list[Read]:
    """Reads that together give all that may answer: led by the filter with the fewest, as far as a short count tells."""
    sql, values = f"NOT r.voided AND r.text <> '' AND +r.scope_id = {key.scope_id:d}", list[Any]()
    sql += f" AND +r.key_id = {key.pk:d}" if mine else ""
    if not filters:
        return [Read(f"{RECEIVED} AS r", "r.seq", sql, [])]
    leading = filters[0] if len(filters) == 1 else min(filters, key=lambda each: _counted(key, each))
    for kind, word in filters:
        if (kind, word) != leading:
            sql += f" AND (r.{_column(kind)} = %s OR EXISTS (SELECT 1 FROM {MENTIONS} AS x WHERE x.what = %s AND x.received_id = r.seq))"  # noqa: S608 - names of our own
            values += [_value(kind, word), mark(kind, word)]
    by_column, by_mention = _led(key, leading)
    return [
        Read(f"{RECEIVED} AS r", "r.seq", f"{by_column.sql} AND {sql}", [*by_column.values, *values]),
        # in this order: CROSS JOIN keeps SQLite from another, and the plus PostgreSQL
        Read(
            f"{MENTIONS} AS m CROSS JOIN {RECEIVED} AS r",
            "m.received_id",
            f"{by_mention.sql} AND r.seq = +m.received_id AND {sql}",
            [*by_mention.values, *values],
        ),
    ]


def _led(key: Key, leading: Filter) -> tuple[Read, Read]:
    """Rows that are found by what they are about; rows that name it in passing, or refer to one that is found by it. Whoever asks for what is
    related is content with both."""
    kind, word = leading
    scope = "" if kind == "registration" else f"r.scope_id = {key.scope_id:d} AND "
    return (
        Read(f"{RECEIVED} AS r", "r.seq", f"{scope}r.{_column(kind)} = %s", [_value(kind, word)]),
        Read(f"{MENTIONS} AS m", "m.received_id", "m.what = %s", [mark(kind, word)]),
    )


def _counted(key: Key, leading: Filter) -> int:
    """How many rows a filter finds, if it is not very many."""
    found = 0
    with connection.cursor() as cursor:
        for read in _led(key, leading):
            few = f"SELECT 1 FROM {read.source} WHERE {read.sql} LIMIT {COUNTED}"  # noqa: S608 - names of our own
            cursor.execute(f"SELECT COUNT(*) FROM ({few}) AS few", read.values)  # noqa: S608
            found += cursor.fetchone()[0]
    return found


def _column(kind: str) -> str:
    return COLUMNS[kind.removeprefix("related ")]


def _value(kind: str, word: str) -> Any:
    """What stands in the column."""
    if kind == "registration":
        return Received._meta.get_field("registration").get_db_prep_value(word, connection)
    return mark(kind.removeprefix("related "), word)


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

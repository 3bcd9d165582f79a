"""Statements for other systems: our own sentences and what was received, as one stream, newest first."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection

from takwin.records import queries as record
from takwin.records.lrs.asking import Asked
from takwin.records.lrs.marks import mark
from takwin.records.lrs.matching import matches, wanted
from takwin.records.lrs.queries.numbers import MOST, Read, Within, further, numbers
from takwin.records.lrs.queries.own import Row, as_told, sentences, visible
from takwin.records.models import Key, Mention, Received
from takwin.records.vocabulary import Audience

Json = Mapping[str, Any]
Filter = tuple[str, str]
"""(kind, word), as `matching.wanted` gives them."""
COLUMNS = {"agent": "actor", "verb": "verb", "activity": "activity", "registration": "registration"}
RECEIVED, MENTIONS = Received._meta.db_table, Mention._meta.db_table
COUNTED, LOOKED = 10_000, 1_000
"""Rows by which a filter is a common one; how many of a common one are looked at one by one."""
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
    filters, within = wanted(asked), Within.of(Received, asked)
    at = asked.at[1] if asked.at else 0
    left = size = asked.limit + 1
    for reads, span in _searches(key, filters, mine, within, at):
        more = True
        while more:
            found, more = numbers(reads, span, at, size)
            dropped = len(found)
            for row in Received.objects.filter(within.stored, pk__in=found).order_by(within.order):
                statement = json.loads(row.text)
                if not filters or matches(statement, filters) or _through(row, filters):
                    yield row.stored, row.seq, statement
                    left, dropped = left - 1, dropped - 1
            at, size = (found[-1] if found else at), further(left, dropped)
        at, size = span.last, MOST


def _searches(
    key: Key, filters: list[Filter], mine: bool, within: Within, at: int
) -> Iterator[tuple[list[Read], Within]]:
    """Reads that together give all that may answer, and the numbers among which they look, one search after the other. The filter with the
    fewest leads. Where all are common, each leads for a while only: what is common mostly meets soon, and what does not is sought in the
    numbers of all filters together."""
    # the plus keeps SQLite from an index of the scope; PostgreSQL knows that it says little, and would know nothing behind a plus
    plain = "" if connection.vendor == "postgresql" else "+"
    shown = f"NOT r.voided AND r.text <> '' AND {plain}r.scope_id = {key.scope_id:d}"
    shown += f" AND {plain}r.key_id = {key.pk:d}" if mine else ""
    if not filters:
        yield [Read(f"{RECEIVED} AS r", "r.seq", shown, [])], within
        return
    sought = _counted(key, filters) if len(filters) > 1 else [Sought(filters[0], 1, _led(key, filters[0]))]
    if not sought[0].many:
        return
    if sought[0].many < COUNTED:
        yield [_one_by_one(read, sought[1:], shown) for read in sought[0].reads], within
        return
    for one in sought:
        near = within.cut(_after(one.reads, within, at))
        yield [_one_by_one(read, [each for each in sought if each != one], shown) for read in one.reads], near
        if near == within:
            return
        at = near.last
    yield [_together(sought, shown)], within


def _one_by_one(leading: Read, others: list["Sought"], shown: str) -> Read:
    """What one filter finds, each looked at for the others."""
    values = list[Any]()
    for other in others:
        either = list[str]()
        for read in other.reads:
            if read.source.startswith(MENTIONS):
                either.append(f"EXISTS (SELECT 1 FROM {MENTIONS} AS x WHERE x.what = %s AND x.received_id = r.seq)")  # noqa: S608 - names of our own
            else:
                either.append(f"(r.{_column(other.filter[0])} = %s) IS TRUE")  # not to be led by its index
            values += read.values
        shown += f" AND ({' OR '.join(either)})"
    if leading.source.startswith(RECEIVED):
        return replace(leading, sql=f"{leading.sql} AND {shown}", values=[*leading.values, *values])
    # in this order: CROSS JOIN keeps SQLite from another, and the plus PostgreSQL
    return Read(
        f"{leading.source} CROSS JOIN {RECEIVED} AS r",
        leading.number,
        f"{leading.sql} AND r.seq = +{leading.number} AND {shown}",
        [*leading.values, *values],
    )


def _together(sought: list["Sought"], shown: str) -> Read:
    """What all of them find: by indexes alone, without a look at the rows of one."""
    each, values = list[str](), list[Any]()
    for one in sought:
        parts = [f"SELECT {read.number} AS number FROM {read.source} WHERE {read.sql}" for read in one.reads]  # noqa: S608
        each.append(f"SELECT number FROM ({' UNION ALL '.join(parts)}) AS found")  # noqa: S608
        values += [value for read in one.reads for value in read.values]
    # a value, not a join: PostgreSQL knows nothing of how few they are, and would read the whole table for them
    met = f"(SELECT TRUE FROM {RECEIVED} AS r WHERE r.seq = met.number AND {shown})"  # noqa: S608
    return Read(f"({' INTERSECT '.join(each)}) AS met", "met.number", met, values)


def _after(reads: Sequence[Read], within: Within, at: int) -> int | None:
    """The number up to which a filter is looked at first; None where it does not find so many."""
    order, ends = ("ASC" if within.ascending else "DESC"), list[int]()
    with connection.cursor() as cursor:
        for read in reads:
            cursor.execute(
                f"SELECT {read.number} FROM {read.source} WHERE {read.sql} AND {read.number} BETWEEN %s AND %s"  # noqa: S608 - names of our own
                f" ORDER BY {read.number} {order} LIMIT 1 OFFSET {LOOKED}",
                [*read.values, *within.beyond(at)],
            )
            ends += [number for (number,) in cursor.fetchall()]
    return (min(ends) if within.ascending else max(ends)) if ends else None


@dataclass(frozen=True, slots=True)
class Sought:
    """A filter, how many rows it finds as far as they were counted, and the reads that find any."""

    filter: Filter
    many: int
    reads: Sequence[Read]


def _counted(key: Key, filters: list[Filter]) -> list[Sought]:
    """The filters, the one that finds the fewest first, as far as a short count tells."""
    sought = list[Sought]()
    for one in filters:
        counted = [(_count(read), read) for read in _led(key, one)]
        sought.append(Sought(one, sum(many for many, _ in counted), [read for many, read in counted if many]))
    return sorted(sought, key=lambda each: each.many)


def _count(read: Read) -> int:
    with connection.cursor() as cursor:
        few = f"SELECT 1 FROM {read.source} WHERE {read.sql} LIMIT {COUNTED}"  # noqa: S608 - names of our own
        cursor.execute(f"SELECT COUNT(*) FROM ({few}) AS few", read.values)  # noqa: S608
        return int(cursor.fetchone()[0])


def _led(key: Key, leading: Filter) -> tuple[Read, Read]:
    """Rows that are found by what they are about; rows that name it in passing, or refer to one that is found by it. Whoever asks for what is
    related is content with both."""
    kind, word = leading
    scope = "" if kind == "registration" else f"r.scope_id = {key.scope_id:d} AND "
    return (
        Read(f"{RECEIVED} AS r", "r.seq", f"{scope}r.{_column(kind)} = %s", [_value(kind, word)]),
        Read(f"{MENTIONS} AS m", "m.received_id", "m.what = %s", [mark(kind, word)]),
    )


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

"""The numbers of what a reader asks for, in order, found by short ordered reads of indexes: a page then costs the same in a record of any
size. Conditions that are not to choose the index stand behind a plus, or in an OR."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from takwin.records import queries as record
from takwin.records.lrs.asking import Asked

TERMS, AT_ONCE = 400, 10_000
"""Reads in one query: SQLite takes 500; more where they are asked as one."""
FEW, IN_ALL, MOST = 16, 20_000, 800
"""Numbers that one read gives at least, and that all reads of a page give at most, about; rows at once, for more than a page."""
NEAR = 16
"""Numbers between which a time need not be looked for any closer."""
SLACK = 60_000
"""Milliseconds by which a number may be given before an earlier time, where several machines write."""


@dataclass(frozen=True, slots=True)
class Read:
    """A condition on the rows of a `source`, whose numbers an index gives in order. Where it says no more than what stands in some
    `columns`, these are named, and reads of the same are one read with many values."""

    source: str
    number: str
    sql: str
    values: Sequence[Any]
    columns: Sequence[str] = ()

    @classmethod
    def equal(cls, source: str, **columns: int) -> "Read":
        """These columns hold these values; rows are numbered by `seq`."""
        return cls(source, "seq", " AND ".join(f"{each} = %s" for each in columns), [*columns.values()], [*columns])


@dataclass(frozen=True, slots=True)
class Within:
    """The times asked for (milliseconds) and the numbers that they lie between, in which order."""

    since: int
    until: int
    low: int
    high: int
    ascending: bool

    @classmethod
    def of(cls, model: Any, asked: Asked) -> "Within":
        """From what is asked of a table."""
        return cls(
            record.milliseconds(asked.since) if asked.since else -1,
            record.milliseconds(asked.until) if asked.until else 2**62,
            bound(model, asked.since) if asked.since else 0,
            bound(model, asked.until, 1) if asked.until else 2**62,
            asked.ascending,
        )

    @property
    def stored(self) -> Q:
        """Of the rows found by their numbers, those told at the times asked for."""
        return Q(stored__gt=self.since, stored__lte=self.until)

    @property
    def order(self) -> str:
        """As rows are put in order."""
        return "seq" if self.ascending else "-seq"

    def beyond(self, at: int) -> tuple[int, int]:
        """The lowest and the highest number still wanted after one (0: at the beginning)."""
        if not at:
            return self.low, self.high
        return (at + 1, self.high) if self.ascending else (self.low, at - 1)

    def cut(self, at: int | None) -> "Within":
        """The same, no further than a number (None: as it is)."""
        if at is None:
            return self
        return replace(self, high=min(self.high, at)) if self.ascending else replace(self, low=max(self.low, at))

    @property
    def last(self) -> int:
        """The last number of all."""
        return self.high if self.ascending else self.low


def numbers(reads: Sequence[Read], within: Within, at: int, size: int) -> tuple[list[int], bool]:
    """The next numbers in order, at most `size`, and whether there may be more. Each read gives a few; where one gave all it was asked
    for, nothing is known beyond its last."""
    each = min(size, max(FEW, IN_ALL // len(reads)))
    given = _given(reads, within.beyond(at), "ASC" if within.ascending else "DESC", each)
    ends = [found[-1] for found in given if len(found) == each]
    found = sorted({number for numbers in given for number in numbers}, reverse=not within.ascending)
    if ends:
        end = min(ends) if within.ascending else max(ends)
        found = [number for number in found if (number <= end if within.ascending else number >= end)]
    return found[:size], bool(ends) or len(found) > size


def further(left: int, dropped: int) -> int:
    """How many numbers to ask for next: what is left of a page, and more where many of the last rows were none of those wanted."""
    return min(max(left, FEW) + 2 * dropped, MOST)


def told(reads: Sequence[Read]) -> list[bool]:
    """Whether there is anything of each read."""
    return [bool(found) for found in _given(reads, (0, 2**62), "ASC", 1)]


def _given(reads: Sequence[Read], between: tuple[int, int], order: str, each: int) -> list[list[int]]:
    alike = connection.vendor == "postgresql" and reads[0].columns
    ask, most = (_ask_at_once, AT_ONCE) if alike else (_ask_each, TERMS)
    given: list[list[int]] = [[] for _ in reads]
    with connection.cursor() as cursor:
        for begin in range(0, len(reads), most):
            ask(cursor, reads[begin : begin + most], between, f"{order} LIMIT {each}")
            for place, number in cursor.fetchall():
                given[begin + place].append(number)
    return [sorted(found, reverse=order == "DESC") for found in given]


def _ask_at_once(cursor: Any, reads: Sequence[Read], between: tuple[int, int], limit: str) -> None:
    """PostgreSQL plans one read once, where it would plan each of many: a hundred take it longer to plan than to read."""
    first = reads[0]
    alike = " AND ".join(f"{column} = wanted.{column}" for column in first.columns)
    cursor.execute(
        f"SELECT place - 1, {first.number} FROM unnest({', '.join(['%s::bigint[]'] * len(first.columns))})"  # noqa: S608 - names of our own
        f" WITH ORDINALITY AS wanted({', '.join(first.columns)}, place), LATERAL (SELECT {first.number} FROM {first.source}"
        f" WHERE {alike} AND {first.number} BETWEEN %s AND %s ORDER BY {first.number} {limit}) AS found",
        [*map(_array, zip(*(read.values for read in reads), strict=True)), *between],
    )


def _array(numbers: Sequence[int]) -> str:
    """Numbers as PostgreSQL reads an array; a list of thousands takes its driver longer than the query takes."""
    return f"{{{','.join(map(str, numbers))}}}"


def _ask_each(cursor: Any, reads: Sequence[Read], between: tuple[int, int], limit: str) -> None:
    parts = [
        f"SELECT {place}, number FROM (SELECT {read.number} AS number FROM {read.source} WHERE {read.sql}"  # noqa: S608
        f" AND {read.number} BETWEEN %s AND %s ORDER BY {read.number} {limit}) AS r{place}"
        for place, read in enumerate(reads)
    ]
    cursor.execute(" UNION ALL ".join(parts), [value for read in reads for value in (*read.values, *between)])


def bound(model: Any, moment: datetime, after: int = 0) -> int:
    """A number near the first one stored after a moment, none of its rows too late for it less some slack (with `after`: none too early, and
    more slack): numbers and times grow together, so the place is guessed by proportion, and each third time by halving."""
    wanted = record.milliseconds(moment) + (SLACK if after else -SLACK)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT seq, stored FROM {table} ORDER BY seq DESC LIMIT 1")  # noqa: S608 - a name of our own
        high = cursor.fetchone() or (0, wanted)
        if high[1] <= wanted:
            return int(high[0]) + 1
        low, turn = (0, high[1]), 0
        while (gap := high[0] - low[0]) > NEAR:
            turn += 1
            known = low[1] <= wanted and turn % 3
            middle = low[0] + (int(gap * (wanted - low[1]) / (high[1] - low[1])) if known else gap // 2)
            middle = min(max(middle, low[0] + 1), high[0] - 1)
            cursor.execute(f"SELECT seq, stored FROM {table} WHERE seq >= %s ORDER BY seq LIMIT 1", [middle])  # noqa: S608
            row = cursor.fetchone()
            if row[1] > wanted:
                high = (middle, row[1])
            else:
                low = row
    return int(high[0] if after else low[0])

"""Our own sentences for a reader, in order. Their numbers are found by short ordered reads of indexes, so that a page costs the same in a
record of any size; then the rows are fetched."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet

from takwin.records import queries as record
from takwin.records.lrs import viewing
from takwin.records.lrs.asking import Asked
from takwin.records.lrs.outgoing import own
from takwin.records.lrs.words import written
from takwin.records.models import Activity, Actor, Key, Registration, Sentence
from takwin.records.vocabulary import VERBS, Audience

Json = Mapping[str, Any]
Row = tuple[int, int, Json]
"""When it was stored, its number, the statement."""
SEEN = (Audience.OPEN, Audience.COURSE)
TERMS = 400
"""Reads in one query; SQLite takes 500."""
FEW, IN_ALL = 16, 20_000
"""Numbers that one read gives at least, and that all reads of a page give at most, about."""
SLACK = 60_000
"""Milliseconds by which a number may be given before an earlier time, where several machines write."""


def site() -> str:
    """The address of the site, with its slash."""
    return f"{settings.BASE_URL}/"


def visible(key: Key) -> QuerySet[Sentence]:
    """Our sentences that a key may see: those of its scope that are nobody's private ones."""
    return record.joined().filter(scope=key.scope_id, audience__lt=Audience.PRIVATE)


def as_told(row: Sentence) -> Json:
    """A sentence as a statement."""
    return own(record.as_statement(row), written(record.moment(row.stored)), site())


def sentences(key: Key, asked: Asked) -> Iterator[Row]:
    """Those that answer what is asked, after where the page before ended."""
    reads = _reads(key, asked)
    within = _Within.of(asked)
    at, size, more = (asked.at[0] if asked.at else 0), asked.limit + 1, bool(reads)
    while more:
        found, more = _numbers(reads, within, at, size)
        # by number alone: they are the key's, and a condition more would lead SQLite to another index
        rows = record.joined().filter(pk__in=found).order_by("seq" if asked.ascending else "-seq")
        for row in rows:
            if within.since < row.stored <= within.until:
                yield row.stored, row.seq, as_told(row)
        at, size = (found[-1] if found else at), 2 * size


@dataclass(frozen=True, slots=True)
class _Read:
    """A condition on sentences, whose numbers an index gives in order."""

    sql: str
    values: Sequence[int]


def _reads(key: Key, asked: Asked) -> list[_Read]:
    """Reads that together give what is asked, and none gives what another does."""
    verbs = [verb.number for name, verb in VERBS.items() if asked.verb in {"", verb.iri} and _may_be(name, asked)]
    activities = _activities(asked) if asked.activity else None
    scope = int(key.scope_id)
    if asked.agent or asked.registration:
        return _of_few(scope, asked, verbs, activities)
    if activities is None:
        by_verb = "scope_id = %s AND verb = %s AND audience = %s"
        return [_Read(by_verb, (scope, verb, seen)) for verb, seen in product(verbs, SEEN)]
    on_activity = "scope_id = %s AND activity_id = %s AND verb = %s AND audience = %s"
    return [_Read(on_activity, (scope, *each)) for each in product(activities, verbs, SEEN)]


def _may_be(verb: str, asked: Asked) -> bool:
    """Whether sentences of a verb can be about the activity that is asked for: a profile is named by those that follow it alone."""
    return verb in viewing.VERBS or not (asked.related_activities and asked.activity in viewing.CATEGORIES.values())


def _of_few(scope: int, asked: Asked, verbs: Sequence[int], activities: Sequence[int] | None) -> list[_Read]:
    """One person, or one taking of a course: few enough for the rest to be looked at in their rows. A plus keeps an index out of it."""
    sql, values = ["+scope_id = %s", "+audience < %s"], [scope, int(Audience.PRIVATE)]
    for column, wanted in (("verb", verbs if asked.verb else None), ("activity_id", activities)):
        if wanted is not None:
            sql.append(f"+{column} IN ({', '.join(['%s'] * len(wanted))})" if wanted else "1 = 0")
            values += wanted
    owners = []
    if asked.registration:
        owners.append(
            ("registration_id", list(Registration.objects.filter(uid=asked.registration).values_list("pk", flat=True)))
        )
    if asked.agent:
        owners.append(("actor_id", _actors(asked.agent)))
    if not all(found for _, found in owners):
        return []
    first, *others = [(column, found[0]) for column, found in owners]
    sql += [f"{first[0]} = %s", *(f"+{column} = %s" for column, _ in others)]
    return [_Read(" AND ".join(sql), [*values, first[1], *(number for _, number in others)])]


def _actors(agent: Json) -> list[int]:
    account = agent.get("account", {})
    if account.get("homePage") != site():
        return []
    try:
        return list(Actor.objects.filter(uid=UUID(account["name"])).values_list("pk", flat=True))
    except ValueError:
        return []


def _activities(asked: Asked) -> list[int]:
    base = f"{site()}activities/"
    if asked.related_activities:
        for kind, profile in viewing.CATEGORIES.items():
            if asked.activity == profile:
                return list(Activity.objects.filter(path__regex=f"^course/[^/]+/{kind}/").values_list("pk", flat=True))
    if not asked.activity.startswith(base):
        return []
    path = asked.activity.removeprefix(base)
    below = Q(path__startswith=f"{path}/") if asked.related_activities and path.count("/") == 1 else Q(pk=None)
    return list(Activity.objects.filter(Q(path=path) | below).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class _Within:
    """The times asked for (milliseconds) and the numbers that they lie between, in which order."""

    since: int
    until: int
    low: int
    high: int
    ascending: bool

    @classmethod
    def of(cls, asked: Asked) -> "_Within":
        """From what is asked."""
        return cls(
            record.milliseconds(asked.since) if asked.since else -1,
            record.milliseconds(asked.until) if asked.until else 2**62,
            bound(Sentence, asked.since) if asked.since else 0,
            bound(Sentence, asked.until, 1) if asked.until else 2**62,
            asked.ascending,
        )

    def beyond(self, at: int) -> tuple[int, int]:
        """The lowest and the highest number still wanted after one (0: at the beginning)."""
        if not at:
            return self.low, self.high
        return (at + 1, self.high) if self.ascending else (self.low, at - 1)


def _numbers(reads: Sequence[_Read], within: _Within, at: int, size: int) -> tuple[list[int], bool]:
    """The next numbers in order, at most `size`, and whether there may be more. Each read gives a few; where one gave all it was asked
    for, nothing is known beyond its last."""
    each = min(size, max(FEW, IN_ALL // len(reads)))
    order, given = ("ASC" if within.ascending else "DESC"), list[list[int]]()
    with connection.cursor() as cursor:
        for begin in range(0, len(reads), TERMS):
            given += _given(cursor, reads[begin : begin + TERMS], within.beyond(at), order, each)
    ends = [numbers[-1] for numbers in given if len(numbers) == each]
    found = sorted((number for numbers in given for number in numbers), reverse=not within.ascending)
    if ends:
        end = min(ends) if within.ascending else max(ends)
        found = [number for number in found if (number <= end if within.ascending else number >= end)]
    return found[:size], bool(ends) or len(found) > size


def _given(cursor: Any, reads: Sequence[_Read], between: tuple[int, int], order: str, each: int) -> list[list[int]]:
    parts = [
        f"SELECT {place}, seq FROM (SELECT seq FROM {Sentence._meta.db_table} WHERE {read.sql} AND seq BETWEEN %s AND %s"  # noqa: S608
        f" ORDER BY seq {order} LIMIT {each}) AS r{place}"
        for place, read in enumerate(reads)
    ]
    cursor.execute(" UNION ALL ".join(parts), [value for read in reads for value in (*read.values, *between)])
    given: list[list[int]] = [[] for _ in reads]
    for place, number in cursor.fetchall():
        given[place].append(number)
    return [sorted(numbers, reverse=order == "DESC") for numbers in given]


def bound(model: Any, moment: datetime, after: int = 0) -> int:
    """The first number stored after a moment, less some slack (more, with `after`), found by halving: numbers and times grow together."""
    wanted_at = record.milliseconds(moment) + (SLACK if after else -SLACK)
    low, high = 0, (model.objects.order_by("-seq").values_list("seq", flat=True).first() or 0) + 1
    while low < high:
        middle = (low + high) // 2
        row = model.objects.filter(seq__gte=middle).order_by("seq").values_list("seq", "stored").first()
        if row is None or row[1] > wanted_at:
            high = middle
        else:
            low = row[0] + 1
    return low

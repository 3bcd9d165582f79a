"""Reads of the record."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max, QuerySet

from takwin.records.models import Cursor, Scope, Sentence
from takwin.records.statement import Statement
from takwin.records.vocabulary import NAMES, VERBS, Audience

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AT_ONCE = 500
"""Sentences that are asked for by name in one query, which takes only so many."""


def milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def moment(at: int) -> datetime:
    """The time `at` milliseconds after 1970, UTC."""
    return EPOCH + timedelta(milliseconds=at)


def as_statement(row: Sentence) -> Statement:
    """A stored sentence as rules see it; its dictionaries must be joined."""
    return Statement(
        id=row.uid,
        actor=row.actor.uid,
        verb=NAMES[row.verb],
        activity=row.activity.path,
        at=moment(row.at),
        registration=row.registration.uid if row.registration else None,
        scope=row.scope.name,
        audience=Audience(row.audience),
        result=json.loads(row.result) if row.result else {},
    )


def joined() -> QuerySet[Sentence]:
    """Sentences with what they point to."""
    return Sentence.objects.select_related("actor", "activity", "registration", "scope")


def history(registration: UUID) -> list[Statement]:
    """All that happened under one registration, in the order of meaning."""
    rows = joined().filter(registration__uid=registration)
    return sorted((as_statement(row) for row in rows), key=lambda statement: statement.order)


def registered(actor: UUID, among: Iterable[UUID]) -> UUID | None:
    """The registration, of some, under which somebody registered."""
    rows = Sentence.objects.filter(registration__uid__in=list(among), actor__uid=actor, verb=VERBS["registered"].number)
    return rows.values_list("registration__uid", flat=True).first()


def results(uids: Iterable[UUID]) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """What these sentences say of their results."""
    rest = iter(uids)
    while some := list(islice(rest, AT_ONCE)):
        for uid, said in Sentence.objects.filter(uid__in=some).values_list("uid", "result"):
            yield uid, json.loads(said) if said else {}


def said_under(registration: UUID, verb: str, activity: str, most: int | None = None) -> Iterator[dict[str, Any]]:
    """The results of the sentences of one verb about one activity under one registration, the newest first, and at most so many."""
    rows = Sentence.objects.filter(registration__uid=registration, verb=VERBS[verb].number, activity__path=activity)
    return (json.loads(said) for said in rows.order_by("-seq").values_list("result", flat=True)[:most])


NEWEST = 20_000
"""Sentences about one activity that are read at most, the newest."""


def said_on(activity: str, verb: str, among: Collection[UUID]) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """The registration and the result of each sentence of one verb about one activity under some registrations, of every scope; nobody's private
    ones. Of more registrations than are asked for at once each part has its share of those that are read."""
    rest, most = iter(among), NEWEST * AT_ONCE // max(AT_ONCE, len(among))
    rows = Sentence.objects.filter(
        scope__in=Scope.objects.values("pk"), activity__path=activity, verb=VERBS[verb].number, audience=Audience.COURSE
    )
    while some := list(islice(rest, AT_ONCE)):
        of_some = rows.filter(registration__uid__in=some).order_by("-seq")
        for uid, said in of_some.values_list("registration__uid", "result")[:most]:
            yield uid, json.loads(said)


def under(uids: Iterable[UUID], but: str = "") -> dict[UUID, UUID | None]:
    """Which of these names sentences have already, each with its registration; those of the verb `but` are left out."""
    verb = VERBS[but].number if but else -1
    found: dict[UUID, UUID | None] = {}
    rest = iter(uids)
    while some := list(islice(rest, AT_ONCE)):
        found |= dict(Sentence.objects.filter(uid__in=some).exclude(verb=verb).values_list("uid", "registration__uid"))
    return found


def about(actor: UUID) -> Iterator[Statement]:
    """All sentences of one pseudonym, in order of arrival."""
    return (as_statement(row) for row in joined().filter(actor__uid=actor).order_by("seq").iterator(2000))


def after(seq: int, limit: int) -> list[tuple[int, Statement]]:
    """Up to `limit` sentences that arrived after `seq`, none of which can still be overtaken."""
    newest = settled()
    rows = joined().filter(seq__gt=seq, seq__lte=newest).order_by("seq")[:limit]
    return [(row.seq, as_statement(row)) for row in rows]


def settled() -> int:
    """The highest `seq` below which no sentence can still appear.

    SQLite has one writer, so that is the newest. On PostgreSQL numbers are given before commit; a share lock on the
    table waits for the writers in flight, and later ones get higher numbers."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{Sentence._meta.db_table}" IN SHARE MODE')
            return Sentence.objects.aggregate(newest=Max("seq"))["newest"] or 0
    return Sentence.objects.aggregate(newest=Max("seq"))["newest"] or 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a follower is: how many sentences it has yet to read, at most; when it last moved. One that stopped says at which sentence (it
    may be gone) and why, in the last words of the trouble."""

    cursor: Cursor
    behind: int
    sentence: Statement | None

    @property
    def why(self) -> str:
        """The last line of the trouble."""
        return last_words(self.cursor.trouble)


def last_words(trouble: str) -> str:
    """The line of a traceback that says what is wrong."""
    return (trouble.strip().splitlines() or ["unknown"])[-1][:300].rstrip(".")


def places() -> list[Place]:
    """Where every follower is that has begun, those that stopped first."""
    last, cursors = settled(), Cursor.objects.order_by("follower")
    at = {
        row.seq: as_statement(row)
        for row in joined().filter(seq__in=[one.stopped_at for one in cursors if one.stopped_at])
    }
    found = [Place(one, max(0, last - one.seq), at.get(one.stopped_at or 0)) for one in cursors]
    return sorted(found, key=lambda place: not place.cursor.stopped_at)

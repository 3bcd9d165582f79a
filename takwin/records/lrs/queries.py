"""Reads of the record for other systems: our own sentences and what was received, as one stream, newest first."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from takwin.records import queries as record
from takwin.records.lrs.asking import Asked
from takwin.records.lrs.marks import mark
from takwin.records.lrs.matching import first_mark, matches, wanted
from takwin.records.lrs.outgoing import own
from takwin.records.lrs.words import written
from takwin.records.models import (
    Activity,
    Actor,
    Attachment,
    Described,
    Document,
    Key,
    Received,
    Registration,
    Sentence,
)
from takwin.records.vocabulary import VERBS, Audience

Json = Mapping[str, Any]
COLUMNS = {"agent": "actor", "verb": "verb", "activity": "activity"}
NUMBERS = {verb.iri: verb.number for verb in VERBS.values()}
CHUNK = 200
DEPTH = 20
"""Statements that refer to one another, one after another, which are followed."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of statements, and where the next one begins, or nothing."""

    statements: list[Json]
    after: tuple[int, int] | None


def site() -> str:
    """The address of the site, with its slash."""
    return f"{settings.BASE_URL}/"


def one(key: Key, uid: UUID, voided: bool) -> Json | None:
    """A statement by its id, among those voided or the others."""
    mine = _by_this_key(key)
    for row in Received.objects.filter(scope=key.scope_id, uid=uid).exclude(text=""):
        return json.loads(row.text) if row.voided == voided and (row.key_id == key.pk or not mine) else None
    return None if voided or mine else next((_own(row) for row in _visible(key).filter(uid=uid)), None)


def page(key: Key, asked: Asked) -> Found:
    """Statements that answer what is asked, at most `asked.limit`. Raises nothing."""
    mine = _by_this_key(key)
    ours = iter(()) if mine else _sentences(key, asked)
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


Row = tuple[int, int, Json]
"""When it was stored, its number, the statement."""


def _visible(key: Key) -> QuerySet[Sentence]:
    """Our sentences that a key may see: those of its scope that are nobody's private ones."""
    return record.joined().filter(scope=key.scope_id, audience__lt=Audience.PRIVATE)


def _own(row: Sentence) -> Json:
    return own(record.as_statement(row), written(record.moment(row.stored)), site())


def _sentences(key: Key, asked: Asked) -> Iterator[Row]:
    rows = _visible(key)
    if asked.registration:
        rows = rows.filter(registration__in=Registration.objects.filter(uid=asked.registration))
    if asked.agent:
        rows = rows.filter(actor__in=_actors(asked.agent))
    if asked.verb:
        rows = rows.filter(verb=NUMBERS.get(asked.verb, 0))
    if asked.activity:
        rows = rows.filter(activity__in=_activities(asked))
    for row in _in_order(rows, Sentence, asked, 0):
        yield row.stored, row.seq, _own(row)


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
    if not asked.activity.startswith(base):
        return []
    path = asked.activity.removeprefix(base)
    below = Q(path__startswith=f"{path}/") if asked.related_activities and path.count("/") == 1 else Q(pk=None)
    return list(Activity.objects.filter(Q(path=path) | below).values_list("pk", flat=True))


def _received(key: Key, asked: Asked, mine: bool) -> Iterator[Row]:
    filters = wanted(asked)
    rows = Received.objects.filter(scope=key.scope_id, voided=False).exclude(text="")
    rows = rows.filter(key=key.pk) if mine else rows
    if not filters:
        for row in _in_order(rows, Received, asked, 1):
            yield row.stored, row.seq, json.loads(row.text)
        return
    by_column = _in_order(rows.filter(_columns(asked)), Received, asked, 1)
    by_mention = _in_order(rows.filter(pk__in=_mentioned(asked)), Received, asked, 1)
    for row in _merged(by_column, by_mention, asked.ascending):
        statement = json.loads(row.text)
        if matches(statement, filters) or _through(row, filters):
            yield row.stored, row.seq, statement


def _columns(asked: Asked) -> Q:
    told = Q()
    for kind, word in wanted(asked):
        plain = kind.removeprefix("related ")
        told &= (
            Q(registration=asked.registration) if kind == "registration" else Q(**{COLUMNS[plain]: mark(plain, word)})
        )
    return told


def _mentioned(asked: Asked) -> Any:
    from takwin.records.models import Mention

    return Mention.objects.filter(what=first_mark(wanted(asked))).values("received")


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
    return next((_own(row) for row in ours), None)


def _in_order(rows: QuerySet[Any], model: type[Model], asked: Asked, which: int) -> Iterator[Any]:
    """Rows after where the page before ended, within the times asked for, in pieces so that little is read in vain."""
    step = "gt" if asked.ascending else "lt"
    at = asked.at[which] if asked.at else 0
    if asked.since:
        rows = rows.filter(stored__gt=record.milliseconds(asked.since), seq__gte=_bound(model, asked.since))
    if asked.until:
        rows = rows.filter(stored__lte=record.milliseconds(asked.until), seq__lt=_bound(model, asked.until, 1) + 1)
    size = min(asked.limit + 1, CHUNK)
    while True:
        part = rows.filter(**{f"seq__{step}": at}) if at else rows
        found = list(part.order_by("seq" if asked.ascending else "-seq")[:size])
        yield from found
        if len(found) < size:
            return
        at, size = found[-1].seq, CHUNK


SLACK = 60_000
"""Milliseconds by which a number may be given before an earlier time, where several machines write."""


def _bound(model: Any, moment: datetime, after: int = 0) -> int:
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


def place(*parts: object) -> str:
    """The digest of what a document or a definition is kept under."""
    return hashlib.sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()


def definition(scope: int, iri: str) -> Json:
    """The canonical definition of an activity, or nothing."""
    told = Described.objects.filter(place=place(scope, iri)).values_list("definition", flat=True).first()
    return json.loads(told) if told else {}


def definitions(scope: int) -> Callable[[str], Json]:
    """The same, each asked for once."""
    known: dict[str, Json] = {}

    def of(iri: str) -> Json:
        if iri not in known:
            known[iri] = definition(scope, iri)
        return known[iri]

    return of


def attachments(statements: list[Json]) -> list[tuple[str, str, bytes]]:
    """(SHA-2, media type, bytes) of each file that these statements speak of and that came with one."""
    wanted_files = {each["sha2"] for one in statements for each in _files(one)}
    rows = Attachment.objects.filter(sha2__in=list(islice(wanted_files, 500)))
    return [(row.sha2, row.media_type, bytes(row.content)) for row in rows]


def _files(statement: Json) -> Iterator[Json]:
    yield from statement.get("attachments", ())
    if statement["object"].get("objectType") == "SubStatement":
        yield from _files(statement["object"])


def documents(kind: str, scope: int, activity: str, agent: str, registration: UUID | None) -> QuerySet[Document]:
    """Documents kept under these; of every registration where none is named."""
    rows = Document.objects.filter(
        kind=kind, scope=scope, activity=mark("activity", activity), agent=mark("agent", agent)
    )
    return rows.filter(registration=registration) if registration else rows

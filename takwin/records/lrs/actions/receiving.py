"""Statements of other systems are kept: all that come together, or none."""

import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from takwin.database.together import together
from takwin.lib.ids import uuid7
from takwin.records.lrs import marks, queries
from takwin.records.lrs.actions.conflict import Conflict
from takwin.records.lrs.activities import merged
from takwin.records.lrs.comparing import same
from takwin.records.lrs.keys import allows
from takwin.records.lrs.shape import VOIDED
from takwin.records.lrs.words import written
from takwin.records.models import Attachment, Described, Key, Mention, Received, Sentence
from takwin.records.queries import milliseconds

Json = Mapping[str, Any]


REMEMBERED = 20_000
AT_ONCE = 200
"""Rows of one INSERT. Between two calls of the database another thread may compute, and who writes waits for it in the writer's turn."""
COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
STORED = secrets.token_hex(16)
"""Stands in a text for the time at which it is stored, until that is known."""
RECEIVED, MENTIONS, SENTENCES = (model._meta.db_table for model in (Received, Mention, Sentence))
COLUMNS = "seq, uid, scope_id, key_id, actor, verb, activity, registration, refers, voided, stored, text"
INSERT = f"INSERT INTO {RECEIVED} ({COLUMNS}) VALUES "  # noqa: S608 - names of our own
INSERT_MENTION = f"INSERT INTO {MENTIONS} (what, received_id) VALUES "  # noqa: S608


@dataclass(frozen=True, slots=True)
class Sent:
    """Statements as they came, checked, with the bytes of their attachments by SHA-2: (media type, bytes); and how each was written,
    "" where that does not say the same."""

    statements: Sequence[Json]
    version: str
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    texts: Sequence[str] = ()


def receive(key: Key, sent: Sent) -> list[UUID]:
    """Keep statements, all or none, and give their ids. One that is there already and says the same is left as it is; raises
    Conflict where it says something else."""
    texts = sent.texts or [""] * len(sent.statements)
    ready = [_ready(each, text, key, sent.version) for each, text in zip(sent.statements, texts, strict=True)]
    defined = together(lambda: _received(key, ready, sent))
    if len(_DEFINED) + len(defined) > REMEMBERED:
        _DEFINED.clear()
    _DEFINED.update(defined)  # only now that it is kept
    return [each.uid for each in ready]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement that waits for its number and its time: as it was `told`, `whole`, and as JSON (`text`) with a place for when it is
    stored; what it is looked up by; and whether its id came with it."""

    uid: UUID
    named: bool
    told: Json
    whole: Json
    text: str
    columns: tuple[int, int, int]
    registration: UUID | None
    refers: UUID | None
    mentions: set[int]
    defined: Sequence[tuple[str, Json]]
    """Of each activity that it tells of: its IRI, the definition."""


def _ready(told: Json, text: str, key: Key, version: str) -> _Ready:
    uid = UUID(told["id"]) if "id" in told else uuid7()
    listed, added = _listed(told), _added(uid, told, key, version)
    whole = {**listed, **added}
    registration = told.get("context", {}).get("registration")
    return _Ready(
        uid,
        "id" in told,
        told,
        whole,
        _text(text, told, added) if listed is told else COMPACT.encode(whole),
        marks.columns(whole),
        UUID(registration) if registration else None,
        _target(whole),
        marks.mentions(whole),
        [(str(each["id"]), each["definition"]) for each in _defined(told)] if allows(key.rights, "define") else (),
    )


def _received(key: Key, ready: Sequence[_Ready], sent: Sent) -> dict[tuple[int, str], Json]:
    now = timezone.now()
    with connection.cursor() as cursor:
        fresh = _unknown(cursor, key, ready)
        if not fresh:
            return {}
        numbers = _numbers(cursor, len(fresh))
        _insert(cursor, key, fresh, numbers, now)
        _refer(cursor, key, fresh, numbers)
    if sent.files:
        _keep_files(sent.files)
    return _define(key.scope_id, fresh)


def _unknown(cursor: CursorWrapper, key: Key, ready: Sequence[_Ready]) -> list[_Ready]:
    """Those that are not there yet. Raises Conflict."""
    own = _form()
    named = [own(each.uid) for each in ready if each.named]
    if not named:
        return list(ready)
    places = _places(named)
    cursor.execute(f"SELECT uid FROM {SENTENCES} WHERE uid IN {places}", named)  # noqa: S608 - names of tables, and places
    if ours := cursor.fetchone():
        raise Conflict(str(_as_uid(ours[0])))
    known = f"SELECT uid, text FROM {RECEIVED} WHERE scope_id = %s AND uid IN {places}"  # noqa: S608
    cursor.execute(known, [key.scope_id, *named])
    there = {_as_uid(uid): text for uid, text in cursor.fetchall()}
    for each in ready:
        if each.uid in there and not (there[each.uid] and same(json.loads(there[each.uid]), each.told)):
            raise Conflict(str(each.uid))
    return [each for each in ready if each.uid not in there]


def _numbers(cursor: CursorWrapper, many: int) -> list[int]:
    """The next numbers of the table, in the writer's turn."""
    if connection.vendor == "sqlite":
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [RECEIVED])
        last = (cursor.fetchone() or [0])[0]
        return list(range(last + 1, last + 1 + many))
    cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'seq')) FROM generate_series(1, %s)", [RECEIVED, many])
    return [number for (number,) in cursor.fetchall()]


def _insert(cursor: CursorWrapper, key: Key, fresh: Sequence[_Ready], numbers: Sequence[int], now: datetime) -> None:
    """In the database's own words: a hundred statements are one call, and no object is made of any."""
    at, stored, own = milliseconds(now), written(now), _form()
    rows = [
        (
            number,
            own(each.uid),
            key.scope_id,
            key.pk,
            *each.columns,
            own(each.registration),
            own(each.refers),
            False,
            at,
            each.text.replace(STORED, stored),
        )
        for number, each in zip(numbers, fresh, strict=True)
    ]
    _insert_all(cursor, INSERT, rows)
    found = [(what, number) for number, each in zip(numbers, fresh, strict=True) for what in each.mentions]
    _insert_all(cursor, INSERT_MENTION, found)


def _insert_all(cursor: CursorWrapper, into: str, rows: Sequence[Sequence[Any]]) -> None:
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        cursor.execute(into + ", ".join([_places(some[0])] * len(some)), [value for row in some for value in row])


def _form() -> Callable[[UUID | None], Any]:
    """What makes of a UUID what its column has."""
    native = connection.features.has_native_uuid_field
    return (lambda uid: uid) if native else (lambda uid: uid and uid.bytes)


def _as_uid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(bytes=bytes(value))


def _places(values: Sequence[Any]) -> str:
    return f"({', '.join(['%s'] * len(values))})"


def _added(uid: UUID, told: Json, key: Key, version: str) -> dict[str, Any]:
    """What a record adds: id, times, who vouches for it, version."""
    return {
        "id": str(uid),
        "timestamp": told.get("timestamp", STORED),
        "stored": STORED,
        "authority": {"objectType": "Agent", "account": {"homePage": queries.site(), "name": key.user}},
        "version": told.get("version", version),
    }


def _text(text: str, told: Json, added: Json) -> str:
    """The statement in JSON: as it was written, with what is added behind it; written anew where that would change what it says, or
    where it is written at length."""
    new = {name: each for name, each in added.items() if told.get(name) != each}
    if not text or told.keys() & new.keys() or "\\u" in text or "\n" in text:
        return COMPACT.encode({**told, **added})
    return f"{text[:-1]},{COMPACT.encode(new)[1:]}"


def _listed(told: Json) -> Json:
    """Activities of the context always stand in lists (1.0.3, Data 2.4.6.2). The same object where they do already."""
    around = told.get("context", {}).get("contextActivities", {})
    if not all(isinstance(each, list) for each in around.values()):
        lists = {name: each if isinstance(each, list) else [each] for name, each in around.items()}
        told = {**told, "context": {**told["context"], "contextActivities": lists}}
    about = told["object"]
    if about.get("objectType") == "SubStatement" and (below := _listed(about)) is not about:
        return {**told, "object": below}
    return told


def _target(told: Json) -> UUID | None:
    about = told["object"]
    return UUID(about["id"]) if about.get("objectType") == "StatementRef" else None


def _refer(cursor: CursorWrapper, key: Key, fresh: Sequence[_Ready], numbers: Sequence[int]) -> None:
    """What comes of referring and of being referred to, whichever arrives first: voiding, and being found through one another."""
    for each, number in zip(fresh, numbers, strict=True):
        if each.refers:
            _refers(key, Received.objects.get(pk=number), each.refers)
    named = {each.uid: each for each in fresh if each.named}
    if not named:
        return  # nobody can know an id that was made just now
    uids = list(map(_form(), named))
    referring = f"SELECT seq FROM {RECEIVED} WHERE refers IN {_places(uids)}"  # noqa: S608 - a name of our own, and places
    cursor.execute(referring, uids)  # in any scope: a filter by scope would lead SQLite through the whole of it
    found = [seq for (seq,) in cursor.fetchall()]
    for other in Received.objects.filter(pk__in=found, scope=key.scope_id) if found else ():
        _referred_by(key, other, named)


def _refers(key: Key, row: Received, target: UUID) -> None:
    if row.verb == VOIDING:
        Received.objects.filter(scope=key.scope_id, uid=target).exclude(verb=VOIDING).update(voided=True)
    if found := queries.referred(key.scope_id, target):
        _find_through(row, found)


def _referred_by(key: Key, other: Received, named: Mapping[UUID, _Ready]) -> None:
    each = named[other.refers]
    _find_through(other, each.whole)
    if other.verb == VOIDING and each.columns[1] != VOIDING:
        Received.objects.filter(scope=key.scope_id, uid=each.uid).update(voided=True)


VOIDING = marks.mark("verb", VOIDED)


def _find_through(row: Received, target: Json, depth: int = 0) -> None:
    """Let a statement be found by what its target is found by, and so whatever refers to it."""
    known = set(Mention.objects.filter(received=row).values_list("what", flat=True))
    Mention.objects.bulk_create([Mention(what=what, received=row) for what in marks.through(target) - known])
    if depth < queries.DEPTH:
        for other in Received.objects.filter(refers=row.uid).exclude(pk=row.pk):
            if other.scope_id == row.scope_id:
                _find_through(other, target, depth + 1)
    further = _target(target)
    if further and depth < queries.DEPTH and (beyond := queries.referred(row.scope_id, further)):
        _find_through(row, beyond, depth + 1)


def _keep_files(files: Mapping[str, tuple[str, bytes]]) -> None:
    rows = [Attachment(sha2=sha2, media_type=kind[:200], content=content) for sha2, (kind, content) in files.items()]
    Attachment.objects.bulk_create(rows, ignore_conflicts=True)


_DEFINED: dict[tuple[int, str], Json] = {}
"""What this process has told of an activity last, so that the same again asks nothing."""


def _define(scope: int, fresh: Iterable[_Ready]) -> dict[tuple[int, str], Json]:
    """Add what statements tell of activities to what is known of them; what was told of each last."""
    told: dict[tuple[int, str], Json] = {}
    for activity, definition in (each for one in fresh for each in one.defined):
        where = (scope, activity)
        if _said(told.get(where) or _DEFINED.get(where), definition):
            continue
        before = queries.definition(*where)
        after = merged(before, definition)
        if after != before:
            text = json.dumps(after, ensure_ascii=False)
            Described.objects.update_or_create(place=queries.place(*where), defaults={"definition": text})
        told[where] = definition
    return told


def _said(before: Json | None, definition: Json) -> bool:
    """Was this said before? Of extensions also whether 1 is not true."""
    return before == definition and (
        "extensions" not in definition or COMPACT.encode(before) == COMPACT.encode(definition)
    )


def forget() -> None:
    """Forget what was told: for tests and after a restore."""
    _DEFINED.clear()


def _defined(told: Json) -> Iterable[Json]:
    around = told.get("context", {}).get("contextActivities", {}).values()
    activities = [one for each in around for one in (each if isinstance(each, list) else [each])]
    about = told["object"]
    if about.get("objectType") == "SubStatement":
        yield from _defined(about)
    elif about.get("objectType", "Activity") == "Activity":
        activities.append(about)
    yield from (each for each in activities if "definition" in each)

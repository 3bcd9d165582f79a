"""What other systems do to the record: tell statements, keep documents. Each all or nothing."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from takwin.database.together import together
from takwin.lib.ids import uuid7
from takwin.records.lrs import marks, queries
from takwin.records.lrs.activities import merged
from takwin.records.lrs.comparing import same
from takwin.records.lrs.keys import RIGHTS, allows
from takwin.records.lrs.shape import VOIDED
from takwin.records.lrs.words import written
from takwin.records.models import Attachment, Described, Document, Key, Mention, Received, Scope, Sentence
from takwin.records.queries import milliseconds

Json = Mapping[str, Any]


REMEMBERED = 20_000


class Conflict(Exception):
    """Something else is there already under this id; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Statements as they came, checked, with the bytes of their attachments by SHA-2: (media type, bytes)."""

    statements: Sequence[Json]
    version: str
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)


def make_key(user: str, password: str, scope: str, rights: Iterable[str], now: datetime) -> Key:
    """A key for a scope. Raises ValueError for a right that is unknown, Conflict for a user that has one."""
    told = list(dict.fromkeys(rights))
    if strangers := [each for each in told if each not in RIGHTS]:
        raise ValueError(strangers[0])
    with transaction.atomic():
        owner, _ = Scope.objects.get_or_create(name=scope)
        if Key.objects.filter(user=user).exists():
            raise Conflict(user)
        return Key.objects.create(
            user=user, password=make_password(password), scope=owner, rights=" ".join(told), created=now
        )


def revoke_key(user: str, now: datetime) -> bool:
    """Close a key; whether there was one that was open."""
    return bool(Key.objects.filter(user=user, revoked=None).update(revoked=now))


def receive(key: Key, sent: Sent) -> list[UUID]:
    """Keep statements, all or none, and give their ids. One that is there already and says the same is left as it is; raises
    Conflict where it says something else."""
    named = [(UUID(each["id"]) if "id" in each else uuid7(), each) for each in sent.statements]
    defined = together(lambda: _received(key, named, sent))
    if len(_DEFINED) + len(defined) > REMEMBERED:
        _DEFINED.clear()
    _DEFINED.update(defined)  # only now that it is kept
    return [uid for uid, _ in named]


def _received(key: Key, named: Sequence[tuple[UUID, Json]], sent: Sent) -> dict[tuple[int, str], str]:
    now = timezone.now()
    fresh = _unknown(key, named)
    if not fresh:
        return {}
    whole = [_whole(uid, each, key, sent.version, now) for uid, each in fresh]
    rows = Received.objects.bulk_create([_row(key, each, now) for each in whole])
    found = [
        Mention(what=what, received=row) for row, each in zip(rows, whole, strict=True) for what in marks.mentions(each)
    ]
    Mention.objects.bulk_create(found)
    _refer(key, list(zip(rows, whole, strict=True)))
    _keep_files(sent.files)
    return _define(key.scope_id, whole) if allows(key.rights, "define") else {}


def _unknown(key: Key, named: Sequence[tuple[UUID, Json]]) -> list[tuple[UUID, Json]]:
    """Those that are not there yet. Raises Conflict."""
    uids = [uid for uid, _ in named]
    there = {row.uid: row.text for row in Received.objects.filter(scope=key.scope_id, uid__in=uids)}
    ours = set(Sentence.objects.filter(uid__in=uids).values_list("uid", flat=True))
    fresh: dict[UUID, Json] = {}
    for uid, each in named:
        known = there.get(uid) or (json.dumps(fresh[uid]) if uid in fresh else "")
        if uid in ours or (uid in there and not there[uid]):
            raise Conflict(str(uid))
        if known and not same(json.loads(known), each):
            raise Conflict(str(uid))
        if not known:
            fresh[uid] = each
    return list(fresh.items())


def _whole(uid: UUID, told: Json, key: Key, version: str, now: datetime) -> Json:
    """With what a record adds: id, times, who vouches for it, version."""
    return {
        **_listed(told),
        "id": str(uid),
        "timestamp": told.get("timestamp", written(now)),
        "stored": written(now),
        "authority": {"objectType": "Agent", "account": {"homePage": queries.site(), "name": key.user}},
        "version": told.get("version", version),
    }


def _listed(told: Json) -> Json:
    """Activities of the context always stand in lists (1.0.3, Data 2.4.6.2)."""
    listed = dict(told)
    if around := told.get("context", {}).get("contextActivities"):
        lists = {name: each if isinstance(each, list) else [each] for name, each in around.items()}
        listed["context"] = {**told["context"], "contextActivities": lists}
    if told["object"].get("objectType") == "SubStatement":
        listed["object"] = _listed(told["object"])
    return listed


def _row(key: Key, told: Json, now: datetime) -> Received:
    actor, verb, activity = marks.columns(told)
    registration = told.get("context", {}).get("registration")
    return Received(
        uid=UUID(told["id"]),
        scope_id=key.scope_id,
        key=key,
        actor=actor,
        verb=verb,
        activity=activity,
        registration=UUID(registration) if registration else None,
        refers=_target(told),
        stored=milliseconds(now),
        text=json.dumps(told, ensure_ascii=False, separators=(",", ":")),
    )


def _target(told: Json) -> UUID | None:
    about = told["object"]
    return UUID(about["id"]) if about.get("objectType") == "StatementRef" else None


def _refer(key: Key, told: Sequence[tuple[Received, Json]]) -> None:
    """What comes of referring and of being referred to, whichever arrives first: voiding, and being found through one another."""
    for row, each in told:
        if row.refers and each["verb"]["id"] == VOIDED:
            Received.objects.filter(scope=key.scope_id, uid=row.refers).exclude(verb=VOIDING).update(voided=True)
        if row.refers and (target := queries.referred(key.scope_id, row.refers)):
            _find_through(row, target)
    fresh = {row.uid: (row, each) for row, each in told}
    for other in Received.objects.filter(scope=key.scope_id, refers__in=list(fresh)):
        row, each = fresh[other.refers]
        _find_through(other, each)
        if other.verb == VOIDING and row.verb != VOIDING:
            Received.objects.filter(pk=row.pk).update(voided=True)


VOIDING = marks.mark("verb", VOIDED)


def _find_through(row: Received, target: Json, depth: int = 0) -> None:
    """Let a statement be found by what its target is found by, and so whatever refers to it."""
    known = set(Mention.objects.filter(received=row).values_list("what", flat=True))
    Mention.objects.bulk_create([Mention(what=what, received=row) for what in marks.through(target) - known])
    if depth < queries.DEPTH:
        for other in Received.objects.filter(scope=row.scope_id, refers=row.uid).exclude(pk=row.pk):
            _find_through(other, target, depth + 1)
    further = _target(target)
    if further and depth < queries.DEPTH and (beyond := queries.referred(row.scope_id, further)):
        _find_through(row, beyond, depth + 1)


def _keep_files(files: Mapping[str, tuple[str, bytes]]) -> None:
    rows = [Attachment(sha2=sha2, media_type=kind[:200], content=content) for sha2, (kind, content) in files.items()]
    Attachment.objects.bulk_create(rows, ignore_conflicts=True)


_DEFINED: dict[tuple[int, str], str] = {}
"""What this process has told of an activity last, so that the same again asks nothing."""


def _define(scope: int, statements: Iterable[Json]) -> dict[tuple[int, str], str]:
    """Add what statements tell of activities to what is known of them; what was told of each last."""
    told: dict[tuple[int, str], str] = {}
    for activity in (each for one in statements for each in _defined(one)):
        where, said = (scope, str(activity["id"])), json.dumps(activity["definition"], sort_keys=True)
        if said in {_DEFINED.get(where), told.get(where)}:
            continue
        before = queries.definition(*where)
        after = merged(before, activity["definition"])
        if after != before:
            text = json.dumps(after, ensure_ascii=False)
            Described.objects.update_or_create(place=queries.place(*where), defaults={"definition": text})
        told[where] = said
    return told


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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document is kept."""

    kind: str
    scope: int
    activity: str = ""
    agent: str = ""
    registration: UUID | None = None
    name: str = ""

    @property
    def digest(self) -> str:
        """Its name in the table."""
        return queries.place(self.kind, self.scope, self.activity, self.agent, self.registration, self.name)


def keep_document(at: Place, content: bytes, media_type: str, now: datetime) -> None:
    """Write a document, whatever was there."""
    told = {
        "kind": at.kind,
        "scope_id": at.scope,
        "activity": marks.mark("activity", at.activity),
        "agent": marks.mark("agent", at.agent),
        "registration": at.registration,
        "name": at.name,
        "media_type": media_type[:200],
        "content": content,
        "changed": now,
    }
    Document.objects.update_or_create(place=at.digest, defaults=told)


def drop_documents(pks: Iterable[int]) -> None:
    """Delete documents."""
    Document.objects.filter(pk__in=list(pks)).delete()

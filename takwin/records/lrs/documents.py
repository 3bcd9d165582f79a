"""Documents over HTTP: states of activities, profiles of activities and of agents."""

import hashlib
from collections.abc import Callable, Mapping
from functools import partial

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import http_date

from takwin.records.lrs import actions, parties, queries
from takwin.records.lrs.access import must
from takwin.records.lrs.actions import Place
from takwin.records.lrs.reading import json_of
from takwin.records.lrs.requests import Asking, quoted
from takwin.records.lrs.words import Invalid, iri, moment, uuid
from takwin.records.models import Document

PARAMETERS = {
    "state": ("activityId", "agent", "stateId", "registration", "since"),
    "activity": ("activityId", "profileId", "since"),
    "agent": ("agent", "profileId", "since"),
}
NAMED = {"state": "stateId", "activity": "profileId", "agent": "profileId"}
RIGHTS = {"state": "state", "activity": "profile", "agent": "profile"}


class Precondition(Exception):
    """What was to be changed is not as the one who asks believes (412), or they do not say what they believe (409)."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def _place(kind: str, asking: Asking) -> Place:
    must(asking.key, RIGHTS[kind])
    query = asking.query
    for name in sorted(query.keys() - set(PARAMETERS[kind])):
        raise Invalid(name[:200], "is not a parameter known here")
    for name in PARAMETERS[kind][: 1 if kind != "state" else 2]:
        if name not in query:
            raise Invalid(name, "is missing")
    who = (
        parties.identity(parties.asked(json_of(query["agent"].encode(), "agent"), "agent")) if "agent" in query else ""
    )
    if "agent" in query and not who:
        raise Invalid("agent", "must be identified")
    if "since" in query and (NAMED[kind] in query or asking.method not in {"GET", "HEAD"}):
        raise Invalid("since", "goes with a list only")
    return Place(
        kind,
        asking.key.scope_id,
        iri(query["activityId"], "activityId") if "activityId" in query else "",
        who,
        uuid(query["registration"], "registration") if "registration" in query else None,
        query.get(NAMED[kind], ""),
    )


def _named(kind: str, asking: Asking) -> Place:
    at = _place(kind, asking)
    if NAMED[kind] not in asking.query:
        raise Invalid(NAMED[kind], "is missing")
    return at


def _there(at: Place) -> Document | None:
    return Document.objects.filter(place=at.digest).first()


def tag(content: bytes) -> str:
    """The ETag of a document: its SHA-1 in quotation marks (1.0.3, Communication 3.1)."""
    return f'"{hashlib.sha1(content, usedforsecurity=False).hexdigest()}"'


def get(kind: str, asking: Asking) -> HttpResponse:
    """A document; without its name, the names of all."""
    at = _place(kind, asking)
    if NAMED[kind] not in asking.query:
        return _names(at, asking.query)
    found = _there(at)
    if found is None:
        return HttpResponse("There is no such document.", status=404, content_type="text/plain; charset=utf-8")
    content = bytes(found.content)
    response = HttpResponse(content, content_type=found.media_type)
    response.headers["ETag"] = tag(content)
    response.headers["Last-Modified"] = http_date(found.changed.timestamp())
    return response


def _names(at: Place, query: Mapping[str, str]) -> HttpResponse:
    rows = queries.documents(at.kind, at.scope, at.activity, at.agent, at.registration)
    if "since" in query:
        rows = rows.filter(changed__gt=moment(query["since"], "since"))
    found = list(rows.order_by("pk").values_list("name", "changed"))
    response = HttpResponse(quoted([name for name, _ in found]), content_type="application/json")
    newest = max((changed for _, changed in found), default=timezone.now())
    response.headers["Last-Modified"] = http_date(newest.timestamp())
    body = quoted([name for name, _ in found])
    response.headers["ETag"] = tag(body)
    return response


@transaction.atomic
def put(kind: str, asking: Asking) -> HttpResponse:
    """Write a document."""
    at = _named(kind, asking)
    there = _there(at)
    if kind != "state" and not asking.second and there is None and not _believes(asking):
        raise Invalid("If-None-Match", "or If-Match must say what you believe is there")
    _agree(asking, there, strict=kind != "state" or asking.second)
    actions.keep_document(at, asking.body, _type(asking), timezone.now())
    return HttpResponse(status=204)


@transaction.atomic
def post(kind: str, asking: Asking) -> HttpResponse:
    """Write a document; where there is one, and both are JSON objects, add to it property by property."""
    at = _named(kind, asking)
    there = _there(at)
    _agree(asking, there, strict=False)
    told = json_of(asking.body) if _json(_type(asking)) else None
    content = asking.body
    if there is None:
        if _json(_type(asking)) and not isinstance(told, dict):
            raise Invalid("body", "must be a JSON object")
    else:
        known = json_of(bytes(there.content)) if _json(there.media_type) else None
        if not isinstance(told, dict) or not isinstance(known, dict):
            raise Invalid("body", "can be added only to a JSON object, and must be one")
        content = quoted({**known, **told})
    actions.keep_document(at, content, _type(asking), timezone.now())
    return HttpResponse(status=204)


@transaction.atomic
def delete(kind: str, asking: Asking) -> HttpResponse:
    """Delete a document; of states without a name, all."""
    at = _place(kind, asking)
    if NAMED[kind] in asking.query:
        there = _there(at)
        _agree(asking, there, strict=False)
        actions.drop_documents([there.pk] if there else [])
    elif kind == "state":
        rows = queries.documents(kind, at.scope, at.activity, at.agent, at.registration)
        actions.drop_documents(rows.values_list("pk", flat=True))
    else:
        raise Invalid(NAMED[kind], "is missing")
    return HttpResponse(status=204)


def _type(asking: Asking) -> str:
    return asking.content_type or "application/octet-stream"


def _json(media_type: str) -> bool:
    return media_type.split(";")[0].strip().lower() == "application/json"


def _agree(asking: Asking, there: Document | None, strict: bool) -> None:
    """Hold what the request believes against what is there (RFC 9110, section 13.1); `strict` where it must say what it believes."""
    tags = tag(bytes(there.content)) if there else ""
    wanted, unwanted = asking.headers.get("if-match"), asking.headers.get("if-none-match")
    if wanted is not None and not (there and (wanted.strip() == "*" or tags in _tags(wanted))):
        raise Precondition(412, "The document is not the one named by If-Match; nothing was changed.")
    if unwanted is not None and there and (unwanted.strip() == "*" or tags in _tags(unwanted)):
        raise Precondition(412, "The document is one of those excluded by If-None-Match; nothing was changed.")
    if strict and there and not _believes(asking):
        raise Precondition(
            409,
            "There is a document already. Read it, then send its ETag as If-Match; or, if it should not be there, If-None-Match: *.",
        )


def _believes(asking: Asking) -> bool:
    return bool(asking.headers.keys() & {"if-match", "if-none-match"})


def _tags(header: str) -> list[str]:
    told = (each.strip().removeprefix("W/") for each in header.split(","))
    return [each if each.startswith('"') else f'"{each}"' for each in told]


def methods(kind: str) -> dict[str, Callable[[Asking], HttpResponse]]:
    """What the address of one kind of document answers."""
    return {
        "GET": partial(get, kind),
        "PUT": partial(put, kind),
        "POST": partial(post, kind),
        "DELETE": partial(delete, kind),
    }

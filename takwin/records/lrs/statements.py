"""Statements over HTTP: told one by one or many at once, and read."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.http import http_date

from takwin.records.lrs import actions, outgoing, parts, queries, shape, signature
from takwin.records.lrs.access import must
from takwin.records.lrs.asking import Asked, asked
from takwin.records.lrs.reading import json_of, written_in
from takwin.records.lrs.requests import Asking, quoted
from takwin.records.lrs.words import Invalid, moment, uuid

MOST = 5_000
"""Statements in one body."""
Json = Mapping[str, Any]


def put(asking: Asking) -> HttpResponse:
    """One statement under the id it is put to."""
    must(asking.key, "write")
    if asking.query.keys() - {"statementId"} or "statementId" not in asking.query:
        raise Invalid("statementId", "must be the only parameter")
    uid = uuid(asking.query["statementId"], "statementId")
    told, _, files = _body(asking)
    if not isinstance(told, dict):
        raise Invalid("body", "must be one statement")
    if "id" in told and uuid(told["id"], "id") != uid:
        raise Invalid("id", "is not that of the parameter statementId")
    _receive(asking, [{**told, "id": str(uid)}], files)
    return HttpResponse(status=204)


def post(asking: Asking) -> HttpResponse:
    """One statement or many; answers their ids."""
    must(asking.key, "write")
    if asking.query:
        raise Invalid(next(iter(asking.query))[:200], "is not a parameter known here")
    told, texts, files = _body(asking)
    several = told if isinstance(told, list) else [told]
    if len(several) > MOST:
        raise Invalid("body", f"holds more than {MOST} statements")
    uids = _receive(asking, several, files, texts)
    return HttpResponse(quoted([str(uid) for uid in uids]), content_type="application/json")


Files = Mapping[str, tuple[str, bytes]]


def _body(asking: Asking) -> tuple[Any, list[str], Files]:
    """The JSON of a body, how it was written (`reading.written_in`), and the files beside it by SHA-2."""
    kind = asking.content_type.split(";")[0].strip().lower()
    if kind == "application/json":
        return *written_in(asking.body), {}
    if kind != "multipart/mixed":
        raise Invalid("Content-Type", "must be application/json or multipart/mixed")
    first, *others = parts.split(asking.body, asking.content_type)
    if first.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise Invalid("body", "the first part must be application/json")
    return json_of(first.content), [], dict(_file(each) for each in others)


def _file(part: parts.Part) -> tuple[str, tuple[str, bytes]]:
    sha2 = part.headers.get("x-experience-api-hash", "").lower()
    if part.headers.get("content-transfer-encoding", "").lower() != "binary":
        raise Invalid("Content-Transfer-Encoding", "of a part must be binary")
    algorithm = {56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}.get(len(sha2))
    if algorithm is None:
        raise Invalid("X-Experience-API-Hash", "of a part must be a SHA-2")
    if hashlib.new(algorithm, part.content).hexdigest() != sha2:
        raise Invalid("X-Experience-API-Hash", "is not that of the part's content")
    return sha2, (part.headers.get("content-type", "application/octet-stream"), part.content)


def _receive(asking: Asking, several: list[Any], files: Files, texts: Sequence[str] = ()) -> Any:
    checked = [
        shape.statement(each, asking.second, f"statement[{place}]" if len(several) > 1 else "")
        for place, each in enumerate(several)
    ]
    ids = [each["id"].lower() for each in checked if "id" in each]
    if len(set(ids)) != len(ids):
        raise Invalid("id", "stands twice in one body")
    spoken_of = {sha2 for each in checked for sha2 in _attached(each, files)}
    if strangers := files.keys() - spoken_of:
        raise Invalid("body", f"no statement speaks of the part {min(strangers)}")
    version = "2.0.0" if asking.second else "1.0.0"
    utc = [_in_utc(each) for each in checked] if asking.second else checked
    as_told = [now is before for now, before in zip(utc, checked, strict=True)]
    written = [text if as_it_was else "" for text, as_it_was in zip(texts or [""] * len(utc), as_told, strict=True)]
    return actions.receive(asking.key, actions.Sent(utc, version, files, written))


def _in_utc(told: Json) -> Json:
    """Version 2 keeps times in UTC (4.2.4.2)."""
    if "timestamp" not in told:
        return told
    at = moment(told["timestamp"], "timestamp").isoformat().replace("+00:00", "Z")
    return told if at == told["timestamp"] else {**told, "timestamp": at}


def _attached(told: Json, files: Files) -> list[str]:
    """The files that a statement speaks of. Raises Invalid for one that neither came along nor is told where it is."""
    found = []
    for each in told.get("attachments", ()):
        sha2 = each["sha2"].lower()
        if sha2 not in files and "fileUrl" not in each:
            raise Invalid("attachments", f"the file {sha2} did not come along, and has no fileUrl")
        if each["usageType"] == signature.USAGE:
            signature.check(told, each, files.get(sha2, ("", None))[1])
        found.append(sha2)
    if told["object"].get("objectType") == "SubStatement":
        found += _attached(told["object"], files)
    return found


def get(asking: Asking) -> HttpResponse:
    """One statement, or those that answer what is asked, a page at a time."""
    must(asking.key, "read-own")
    wanted = asked(asking.query)
    if wanted.one or wanted.voided:
        uid = wanted.one or wanted.voided
        assert uid is not None  # noqa: S101 - for the type checker
        found = queries.one(asking.key, uid, voided=wanted.voided is not None)
        if found is None:
            return HttpResponse("There is no such statement.", status=404, content_type="text/plain; charset=utf-8")
        return _written(asking, wanted, _formed(asking, wanted, [found])[0], [found])
    page = queries.page(asking.key, wanted)
    more = _more(asking.query, page.after) if page.after else ""
    return _written(
        asking, wanted, {"statements": _formed(asking, wanted, page.statements), "more": more}, page.statements
    )


def _formed(asking: Asking, wanted: Asked, statements: list[Json]) -> list[Json]:
    if wanted.format == "ids":
        return [outgoing.ids(each) for each in statements]
    if wanted.format == "canonical":
        languages = outgoing.languages(asking.headers.get("accept-language", ""))
        defined = queries.definitions(asking.key.scope_id, outgoing.activities(statements))
        return [outgoing.canonical(each, defined, languages) for each in statements]
    return statements


def _written(asking: Asking, wanted: Asked, value: Any, statements: list[Json]) -> HttpResponse:
    body, kind = quoted(value), "application/json"
    if wanted.attachments:
        kind, body = parts.joined(body, queries.attachments(statements))
    response = HttpResponse(body, content_type=kind)
    if times := [str(each["stored"]) for each in statements]:
        response.headers["Last-Modified"] = http_date(moment(max(times), "stored").timestamp())
    return response


def _more(query: Mapping[str, str], after: tuple[int, int]) -> str:
    rest = {name: value for name, value in query.items() if name != "from"}
    return f"/xapi/statements?{urlencode({**rest, 'from': f'{after[0]}.{after[1]}'})}"


METHODS = {"GET": get, "PUT": put, "POST": post}

"""A request as this door sees it: version, key, parameters, body, whichever way they came."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.http import HttpRequest

from takwin.records.lrs.access import key_of
from takwin.records.lrs.shape import FIRST, SECOND
from takwin.records.lrs.words import Invalid
from takwin.records.models import Key

LARGEST = 16 * 2**20
"""Bytes of a body."""
VERSION = "X-Experience-API-Version"
IN_FORM = (
    "Authorization",
    VERSION,
    "Content-Type",
    "Content-Length",
    "If-Match",
    "If-None-Match",
    "Accept-Language",
    "Accept",
)
"""Headers that the alternate request syntax puts into the form (1.0.3, Communication 1.3)."""


class TooLarge(Exception):
    """The body is larger than is taken."""


class NoSuchMethod(Exception):
    """The address does not know this method."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked, in one form. `second` by version 2."""

    method: str
    key: Key
    version: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def second(self) -> bool:
        """Whether it speaks version 2."""
        return self.version.startswith("2")

    @property
    def content_type(self) -> str:
        """The media type of the body, with its parameters."""
        return self.headers.get("content-type", "")


def asking(request: HttpRequest) -> Asking:
    """Read a request. Raises Refused, Invalid, TooLarge."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    query = _once(request.META.get("QUERY_STRING", ""))
    method = request.method or ""
    if "method" in query:
        method, query, headers, body = _alternate(method, query, headers, _body(request))
        key = key_of(headers.get("authorization", ""))
    else:
        key = key_of(headers.get("authorization", ""))
        body = _body(request)  # nobody without a key keeps us reading
    version = _version(headers.get(VERSION.lower(), ""))
    return Asking(method, key, version, query, headers, body)


def _once(text: str) -> dict[str, str]:
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as wrong:
        raise Invalid("query", "cannot be read") from wrong
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Invalid("query", "has a parameter twice")
    return found


def _body(request: HttpRequest) -> bytes:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdecimal()):
        raise Invalid("Content-Length", "must be a number")
    if int(length) > LARGEST:
        raise TooLarge
    body: bytes = request.read(int(length))
    return body


def _version(told: str) -> str:
    if not (FIRST.fullmatch(told) or SECOND.fullmatch(told)):
        raise Invalid(VERSION, "must be 1.0.x or 2.0.x")
    return "2.0.0" if told.startswith("2") else "1.0.3"


def _alternate(
    method: str, query: dict[str, str], headers: dict[str, str], body: bytes
) -> tuple[str, dict[str, str], dict[str, str], bytes]:
    """The alternate request syntax: everything in a form that is posted with ?method=…; gone since version 2."""
    if method != "POST" or len(query) != 1:
        raise Invalid("method", "goes with POST, and alone in the query")
    if not headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise Invalid("Content-Type", "must be application/x-www-form-urlencoded here")
    form = _once(body.decode("utf-8", "replace"))
    told = headers | {name.lower(): form.pop(name) for name in IN_FORM if name in form}
    if told.get(VERSION.lower(), "").startswith("2"):
        raise Invalid("method", "is no longer known in version 2")
    wanted = query["method"]
    content = form.pop("content", None)
    if wanted in {"PUT", "POST"}:
        if content is None:
            raise Invalid("content", "is missing")
        if "Content-Type" not in _keys(body):
            told["content-type"] = "application/json"
    if wanted not in {"GET", "PUT", "POST", "DELETE", "HEAD"}:
        raise NoSuchMethod
    return wanted, form, told, (content or "").encode()


def _keys(body: bytes) -> set[str]:
    return {name for name, _ in parse_qsl(body.decode("utf-8", "replace"))}


def quoted(value: object) -> bytes:
    """An answer in JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

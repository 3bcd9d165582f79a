"""Is this a statement, as the standard has it? Strict: what is not known is refused, and nothing is mended."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from takwin.records.lrs import activities, context, parties
from takwin.records.lrs.words import (
    Invalid,
    Where,
    again,
    inside,
    iri,
    items,
    language_map,
    mapping,
    media_type,
    moment,
    named,
    needs,
    number,
    text,
)

FIRST, SECOND = re.compile(r"1\.0(\.\d+)?"), re.compile(r"2\.0(\.\d+)?")
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
SHA2 = re.compile(r"[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}", re.IGNORECASE)
Reader = Callable[[Any, Where], object]


VERB = {"id": iri, "display": language_map}


@again
def _verb(value: Any, where: Where) -> None:
    needs(mapping(value, where, VERB), where, "id")


def _length(value: Any, where: Where) -> None:
    if number(value, where) < 0 or not isinstance(value, int):
        raise Invalid(where, "must be a whole number of bytes")


def _sha2(value: Any, where: Where) -> None:
    if not SHA2.fullmatch(text(value, where)):
        raise Invalid(where, "must be a SHA-2 in hexadecimal digits")


ATTACHMENT = {
    "usageType": iri,
    "display": language_map,
    "description": language_map,
    "contentType": media_type,
    "length": _length,
    "sha2": _sha2,
    "fileUrl": iri,
}


def _attachment(value: Any, where: Where) -> None:
    needs(mapping(value, where, ATTACHMENT), where, "usageType", "display", "contentType", "length", "sha2")


def _attachments(value: Any, where: Where) -> None:
    items(value, where, _attachment)


OBJECTS: dict[str, Reader] = {
    "Activity": activities.activity,
    "Agent": parties.agent,
    "Group": parties.group,
    "StatementRef": context.reference,
}


def _object(value: Any, where: Where, second: bool, below: bool) -> None:
    told = mapping(value, where).get("objectType", "Activity")
    if told == "SubStatement" and not below:
        _acts(value, where, second, below=True)
        return
    read = OBJECTS.get(told) if isinstance(told, str) else None
    if read is None:
        raise Invalid(
            inside(where, "objectType"), f"must be {', '.join([*OBJECTS, *([] if below else ['SubStatement'])])}"
        )
    read(value, where)


def _context(value: Any, where: Where) -> None:
    mapping(value, where)


def _version(value: Any, where: Where, second: bool) -> None:
    if not FIRST.fullmatch(text(value, where)) and not (second and SECOND.fullmatch(value)):
        raise Invalid(where, f"must be 1.0.x{' or 2.0.x' if second else ''}")


def _properties(second: bool, below: bool) -> dict[str, Reader]:
    """The properties of a statement, or of one `below` another: that has no id, and nobody vouches for it."""
    own: dict[str, Reader] = {
        "id": named,
        "stored": moment,
        "authority": parties.authority,
        "version": partial(_version, second=second),
    }
    return {
        "actor": parties.party,
        "verb": _verb,
        "object": partial(_object, second=second, below=below),
        "result": context.result,
        "context": _context,
        "timestamp": moment,
        "attachments": _attachments,
        **({"objectType": text} if below else own),
    }


PROPERTIES = {(second, below): _properties(second, below) for second in (False, True) for below in (False, True)}


def _acts(value: Any, where: Where, second: bool, below: bool) -> None:
    told = mapping(value, where, PROPERTIES[second, below])
    needs(told, where, "actor", "verb", "object")
    if "context" in told:
        about = told["object"].get("objectType", "Activity")
        context.context(told["context"], inside(where, "context"), second, about == "Activity")
    if told["verb"]["id"] == VOIDED and (below or told["object"].get("objectType") != "StatementRef"):
        raise Invalid(inside(where, "object"), "of a voiding statement must be a StatementRef")


def statement(value: Any, second: bool, where: Where = "") -> Mapping[str, Any]:
    """A statement by version 1.0.x, or by 2.0.x where `second`. Raises Invalid."""
    try:
        _acts(value, None, second, below=False)
    except Invalid:
        _acts(value, where, second, below=False)  # to say where
        raise
    found: Mapping[str, Any] = value
    return found

"""The plain values of xAPI: IRIs, identifiers, times, languages. Each `of_…` returns what it read or raises Invalid.

Sections are those of the xAPI specification 1.0.3, part Data, and of IEEE 9274.1.1."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

HEX = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE | re.ASCII)
LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+|i-[a-z]{3,8}",
    re.IGNORECASE | re.ASCII,
)
"""RFC 5646, section 2.1."""
TIME = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-])(\d{2}):?(\d{2})?)?",
    re.ASCII,
)
"""RFC 3339, section 5.6; the shorter forms of ISO 8601 are taken too."""
DURATION = re.compile(
    r"P(?=.)(?:\d+(?:[.,]\d+)?W|(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?"
    r"(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?)",
    re.ASCII,
)
SHORT, REMEMBERED = 150, 4000
"""Signs of a word that is remembered as good, and how many things are."""
MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+*-]+(\s*;\s*[\w.-]+=(?:[\w!#$&^.+:/-]+|\"[^\"]*\"))*", re.ASCII)


Where = str | None
"""The path of a value, such as "context.registration"; None while nobody wants to know, because most statements are good."""


class Invalid(ValueError):
    """What another system sent is not as the standard asks. `where` is a path such as "context.registration"."""

    def __init__(self, where: Where, what: str) -> None:
        super().__init__(f"{where}: {what}" if where else what)
        self.where = where or ""
        self.what = what


def text(value: Any, where: Where) -> str:
    """A string."""
    if not isinstance(value, str):
        raise Invalid(where, "must be a string")
    return value


def matching(pattern: re.Pattern[str], what: str, *, often: bool = False) -> Callable[[Any, Where], str]:
    """A reader of strings that look so. Those that come again and again (`often`), and are short, are remembered."""
    remembered: set[str] = set()

    def read(value: Any, where: Where) -> str:
        if not isinstance(value, str) or not (value in remembered or pattern.fullmatch(value)):
            raise Invalid(where, f"must be {what}")
        if often and len(value) <= SHORT:
            if len(remembered) >= REMEMBERED:
                remembered.clear()
            remembered.add(value)
        return value

    return read


iri = matching(IRI, "an absolute IRI", often=True)
language = matching(LANGUAGE, "a language tag (RFC 5646)", often=True)
named = matching(HEX, "a UUID")
duration = matching(DURATION, "a duration (ISO 8601)")
media_type = matching(MEDIA_TYPE, "a media type")
sha1 = matching(re.compile(r"[0-9a-f]{40}", re.IGNORECASE), "a SHA-1 in 40 hexadecimal digits")
mailto = matching(re.compile(r"mailto:[^\s@:]+@[^\s@.]+(\.[^\s@.]+)+", re.IGNORECASE), "mailto: and an e-mail address")


def uuid(value: Any, where: Where) -> UUID:
    """A UUID in its usual form (RFC 9562, section 4)."""
    if not isinstance(value, str) or not HEX.fullmatch(value):
        raise Invalid(where, "must be a UUID")
    return UUID(value)


def boolean(value: Any, where: Where) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Invalid(where, "must be true or false")
    return value


def number(value: Any, where: Where) -> float:
    """A number, which true and false are not."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Invalid(where, "must be a number")
    return value


def moment(value: Any, where: Where) -> datetime:
    """A time with its offset; without one it is UTC (4.5: "MUST be RFC 3339"). The offsets -00, -0000 and -00:00 are no time zones."""
    found = TIME.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise Invalid(where, "must be a time such as 2026-11-28T10:00:00Z")
    year, month, day, hour, minute, second, fraction, zulu, sign, ahead, behind = found.groups()
    if sign == "-" and not int(ahead) and not int(behind or 0):
        raise Invalid(where, "must not have the offset -00:00")
    try:
        offset = timedelta(hours=int(ahead or 0), minutes=int(behind or 0)) * (-1 if sign == "-" else 1)
        zone = UTC if zulu or not offset else timezone(offset)
        micro = int(f"{fraction or 0:0<6}"[:6])
        at = datetime(int(year), int(month), int(day), int(hour), int(minute), min(int(second or 0), 59), micro, zone)
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid(where, "is no time of any calendar") from None


def written(at: datetime) -> str:
    """A time as the record writes it: UTC, milliseconds."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"


def mapping(
    value: Any, where: Where, known: Mapping[str, Callable[[Any, Where], object]] | None = None
) -> dict[str, Any]:
    """An object; with `known`, one that has no other keys than these, each read by its reader. Null is nowhere a value."""
    if not isinstance(value, dict):
        raise Invalid(where, "must be an object")
    if known is not None:
        if where is None:
            for key, each in value.items():
                if each is None or (read := known.get(key)) is None:
                    raise Invalid(None, "has a property that is null or not known")
                read(each, None)
            return value
        for key, each in value.items():
            if (read := known.get(key)) is None:
                raise Invalid(inside(where, key), "is not a property known here")
            if each is None:
                raise Invalid(inside(where, key), "must not be null")
            read(each, inside(where, key))
    return value


def again(read: Callable[[Any, Where], object]) -> Callable[[Any, Where], None]:
    """A reader that remembers what it read last under each id: systems tell the same verbs and activities again and again. It is for
    objects of which only texts are looked at, so that equal ones are equally good (1 equals true)."""
    known: dict[str, Any] = {}

    def reads(value: Any, where: Where) -> None:
        name = value.get("id") if isinstance(value, dict) else None
        if isinstance(name, str) and known.get(name) == value:
            return
        read(value, where)
        if len(known) >= REMEMBERED:
            known.clear()
        known[value["id"]] = value

    return reads


def items(value: Any, where: Where, read: Callable[[Any, Where], object]) -> list[Any]:
    """A list, each thing in it read."""
    if not isinstance(value, list):
        raise Invalid(where, "must be a list")
    for place, each in enumerate(value):
        read(each, None if where is None else f"{where}[{place}]")
    return value


def language_map(value: Any, where: Where) -> dict[str, str]:
    """Texts by language (4.2.7)."""
    for key, each in mapping(value, where).items():
        language(key, inside(where, key))
        text(each, inside(where, key))
    return dict(value)


def extensions(value: Any, where: Where) -> dict[str, Any]:
    """Anything, by IRI (4.2.7)."""
    for key in mapping(value, where):
        iri(key, inside(where, key))
    return dict(value)


def needs(value: Mapping[str, Any], where: Where, *keys: str) -> None:
    """Raise unless all of these are there."""
    for key in keys:
        if key not in value:
            raise Invalid(inside(where, key), "is missing")


def one_of(*allowed: str) -> Callable[[Any, Where], str]:
    """A reader of one of these words."""

    def read(value: Any, where: Where) -> str:
        if value not in allowed or not isinstance(value, str):
            raise Invalid(where, f"must be {' or '.join(allowed)}")
        return value

    return read


def inside(where: Where, key: str) -> Where:
    """The path of a property."""
    if where is None:
        return None
    return f"{where}.{key[:200]}" if where else key[:200]

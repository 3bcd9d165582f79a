"""Acts as a device tells them: their shape, and when they were done by the server's clock; plain Python."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from takwin.learning.viewing import LONGEST as LONGEST_FILM
from takwin.learning.viewing import MOST as MOST_PARTS
from takwin.lib.text import N_, Sentence

MOST = 100
"""Acts in one batch."""
LARGEST = 1_000_000
"""Bytes of one batch, unpacked."""
LONGEST = 20_000
"""Signs of a note or a draft."""
SHAPE = Sentence(N_("This act is not written as this site understands it. Update the page, then send it again."))
NOT_YOURS = Sentence(N_("This act belongs to a course that you do not take, or to another person."))
TIME = Sentence(N_("The time of this act is missing or cannot be read."))
TOO_LONG = Sentence(
    N_("This text is longer than %(count)s characters. Shorten it, then send it again."), {"count": LONGEST}
)
NAME = 170
HALF = re.compile("[\ud800-\udfff]")
"""Half a sign (a lone surrogate), which JSON can hold and no database."""
FILM = re.compile(r"[0-9a-f]{16,64}")
"""The digest of a film's or a sound's file, or how it begins."""
VIEWING = ("length", "time", "spent", "parts")
"""What is said of a viewing: seconds; `parts` are what was played, from and to in turn."""


class Misshapen(ValueError):
    """What a device sent cannot be read; the sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its id, whose taking of a course it belongs to, what was done, and when by the device's clock."""

    id: UUID
    enrolment: UUID
    kind: str
    at: datetime
    said: Mapping[str, Any] = field(default_factory=dict)


def _name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= NAME and value.isprintable()


def _text(value: Any) -> bool:
    return isinstance(value, str) and HALF.search(value) is None


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _fields(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_texts, value.values()))


def _seconds(value: Any) -> bool:
    return type(value) is int and 0 <= value <= LONGEST_FILM


def _length(value: Any) -> bool:
    return _seconds(value) and value > 0


def _parts(value: Any) -> bool:
    return (
        isinstance(value, list) and len(value) <= 2 * MOST_PARTS and len(value) % 2 == 0 and all(map(_seconds, value))
    )


def _film(value: Any) -> bool:
    return isinstance(value, str) and FILM.fullmatch(value) is not None


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


KINDS: dict[str, dict[str, Callable[[Any], bool]]] = {
    "opened": {"step": _name},
    "finished": {"step": _name},
    "declared": {"task": _name, "done": _flag},
    "began": {"quiz": _name},
    "played": {"film": _film, "length": _length, "time": _seconds, "spent": _seconds, "parts": _parts},
    "answered": {"step": _name, "group": _name, "release": _name, "language": _name, "token": _name, "fields": _fields},
    "noted": {"step": _name, "text": _text},
    "drafted": {"task": _name, "text": _text},
}
"""What each kind must say."""
MAY_SAY: dict[str, dict[str, Callable[[Any], bool]]] = {"answered": {"draw": _text, "items": _texts}}
"""What each kind may say besides."""


def read(told: Any) -> Act:
    """An act from its JSON. Raises Misshapen."""
    if not isinstance(told, dict) or str(told.get("kind")) not in KINDS or "files" in told:
        raise Misshapen(
            SHAPE
        )  # a page of an earlier version tells of files without sending them, and would forget them
    uid, enrolment, kind = identifier(told.get("id")), identifier(told.get("enrolment")), told["kind"]
    wanted, also = KINDS[kind], MAY_SAY.get(kind, {})
    said = {name: told[name] for name in (*wanted, *also) if name in told}
    if uid is None or enrolment is None or not all(name in said and fits(said[name]) for name, fits in wanted.items()):
        raise Misshapen(SHAPE)
    if not all(fits(said[name]) for name, fits in also.items() if name in said):
        raise Misshapen(SHAPE)
    if len(said.get("text", "")) > LONGEST:
        raise Misshapen(TOO_LONG)
    return Act(uid, enrolment, kind, moment(told.get("at")), said)


def identifier(value: Any) -> UUID | None:
    """A UUID from its text, None for anything else."""
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def moment(value: Any) -> datetime:
    """A moment from its text (ISO 8601 with an offset from UTC). Raises Misshapen."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Misshapen(TIME)
    try:
        return found.astimezone(UTC)
    except OverflowError:
        raise Misshapen(TIME) from None


@dataclass(frozen=True, slots=True)
class Moment:
    """When an act was done by the server's clock; `offset` is how far the device's clock was behind it. `odd` says what could not be
    true of what the device told: "later" than it came, or "earlier" than the person joined; the moment is then the nearest possible."""

    at: datetime
    offset: timedelta
    odd: str = ""


def corrected(at: datetime, sent: datetime, now: datetime, joined: datetime) -> Moment:
    """The moment of an act: what the device's clock said, put right by what it said when the batch was sent."""
    offset = now - sent
    try:
        found = at + offset
    except OverflowError:
        return Moment(now, offset, "later") if offset > timedelta(0) else Moment(joined, offset, "earlier")
    if found > now:
        return Moment(now, offset, "later")
    if found < joined:
        return Moment(joined, offset, "earlier")
    return Moment(found, offset)

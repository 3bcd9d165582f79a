"""Codes by which people note themselves: one shown in the room that changes every few seconds, and one of their own that serves once; plain Python.

Both are made of a key that the site keeps (RFC 2104) and stored nowhere. A code in the room is a TOTP of our own signs (RFC 6238)."""

import hmac
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from takwin.institutions.codes import LENGTH, SIGNS

EVERY = 20
"""Seconds for which a code is shown."""
KEPT = 2
"""How many codes back are still taken: a page takes its time on a weak network."""


def _signs(key: bytes, text: str) -> str:
    number = int.from_bytes(hmac.digest(key, text.encode(), "sha256"), "big")
    found = ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(SIGNS))
        found += SIGNS[place]
    return found


def shown(key: bytes, session: UUID, now: datetime, back: int = 0) -> str:
    """The code that is shown in the room at a moment, or so many codes before."""
    return _signs(key, f"shown {session} {int(now.timestamp()) // EVERY - back}")


def holds(key: bytes, session: UUID, code: str, now: datetime) -> bool:
    """Whether a code is shown in the room, or was a moment ago."""
    return any(hmac.compare_digest(shown(key, session, now, back), code) for back in range(KEPT + 1))


def left(now: datetime) -> int:
    """For how many seconds more the code of this moment is shown."""
    return EVERY - int(now.timestamp()) % EVERY


def own(key: bytes, session: UUID, enrolment: UUID) -> str:
    """A person's own code at a meeting."""
    return _signs(key, f"own {session} {enrolment}")


def whose(key: bytes, session: UUID, people: Iterable[tuple[int, UUID]]) -> dict[str, int]:
    """The own codes of people (number and identifier of their enrolment), and whose they are."""
    return {own(key, session, uid): pk for pk, uid in people}

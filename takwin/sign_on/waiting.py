"""What a session remembers of somebody on the way: attempts that are not answered yet, and who came back without an account here."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from takwin.sign_on.oidc import NOT_AN_ANSWER, Refused, Told

ATTEMPTS, CAME = "sign_on.attempts", "sign_on.came"
LASTS = timedelta(minutes=15)
MOST = 5
"""Attempts of one browser that wait at once, as in several tabs; the first is forgotten first."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody sent to a service: what only we and, partly, it know; where they wanted to go."""

    provider: str
    state: str
    nonce: str
    verifier: str
    next: str
    at: float
    again: bool = False
    """Somebody who is signed in was sent there to show once more who they are."""


def begin(session: SessionBase, provider: str, next_url: str, now: datetime, *, again: bool = False) -> Attempt:
    """A new attempt, kept until its answer comes."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    attempt = Attempt(provider, state, nonce, verifier, next_url, now.timestamp(), again)
    session[ATTEMPTS] = [*session.get(ATTEMPTS, []), asdict(attempt)][-MOST:]
    return attempt


def answered(session: SessionBase, provider: str, state: str, now: datetime) -> Attempt:
    """The attempt that an answer belongs to, which it uses up. Raises Refused where there is none, or it was for another service."""
    kept: list[dict[str, Any]] = session.get(ATTEMPTS, [])
    found = next((one for one in kept if secrets.compare_digest(one["state"].encode(), state.encode())), None)
    if found is None:
        raise Refused(NOT_AN_ANSWER)
    session[ATTEMPTS] = [one for one in kept if one is not found]
    attempt = Attempt(**found)
    if attempt.provider != provider or now.timestamp() - attempt.at > LASTS.total_seconds():
        raise Refused(NOT_AN_ANSWER)
    return attempt


def keep(session: SessionBase, provider: str, told: Told, next_url: str, now: datetime) -> None:
    """Somebody came whom we do not know yet."""
    session[CAME] = {"provider": provider, "told": asdict(told), "next": next_url, "at": now.timestamp()}


def came(session: SessionBase, now: datetime) -> tuple[str, Told, str] | None:
    """Who came: by which service, who they are there, where they wanted to go."""
    kept = session.get(CAME)
    if not kept or now.timestamp() - kept["at"] > LASTS.total_seconds():
        return None
    return kept["provider"], Told(**kept["told"]), kept["next"]


def forget(session: SessionBase) -> None:
    """It is settled."""
    session.pop(CAME, None)

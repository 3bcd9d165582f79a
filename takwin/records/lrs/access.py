"""Who asks: the key of a request, checked slowly once and then from memory for a few seconds."""

import functools
import hmac
import secrets
import time
from hashlib import blake2b

from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.http import HttpRequest

from takwin.records.lrs.keys import allows, basic
from takwin.records.models import Key

FRESH = 4.0
"""Seconds for which a key that was looked up is good without another look: a revoked one is refused soon after."""
REMEMBERED = 10_000
_SALT = secrets.token_bytes(32)
TRIES = 30
"""Wrong passwords for one user in a minute, in all processes; one that is remembered as right is never counted."""
_checked: dict[bytes, str] = {}
"""What was sent, keyed → the password's digest that it was right for."""
_known: dict[str, tuple[float, Key]] = {}


class Refused(Exception):
    """401 without a good key, 403 where a key does not open what was asked, 429 after too many tries."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def key_of(request: HttpRequest, header: str = "") -> Key:
    """The key that a request comes with. Raises Refused."""
    told = basic(header or request.headers.get("Authorization", ""))
    if told is None:
        raise Refused(401, "A key is needed: user and password, as Basic Authorization.")
    user, password = told
    key = _looked_up(user)
    sent = blake2b(f"{user}\0{password}".encode(), key=_SALT).digest()
    if key is None:
        _right(sent, user, password, _nobody())  # an unknown user takes as long as a wrong password
    if key is None or key.revoked or not _right(sent, user, password, key.password):
        raise Refused(401, "This key is unknown, revoked, or its password is wrong.")
    return key


def _looked_up(user: str) -> Key | None:
    now = time.monotonic()
    if (known := _known.get(user)) and now - known[0] < FRESH:
        return known[1]
    key = Key.objects.filter(user=user[:64]).first()
    if key:
        if len(_known) >= REMEMBERED:
            _known.clear()
        _known[user] = now, key
    return key


def _right(sent: bytes, user: str, password: str, digest: str) -> bool:
    if (known := _checked.get(sent)) and hmac.compare_digest(known, digest):
        return True
    tries = f"xapi-tries-{blake2b(user.encode(), digest_size=16).hexdigest()}"
    if cache.get(tries, 0) >= TRIES:
        raise Refused(429, "Too many wrong passwords for this key: wait a minute.")
    if not check_password(password, digest):
        cache.set(tries, cache.get(tries, 0) + 1, 60)
        return False
    if len(_checked) >= REMEMBERED:
        _checked.clear()
    _checked[sent] = digest
    return True


@functools.cache
def _nobody() -> str:
    return make_password(secrets.token_hex())


def forget() -> None:
    """Forget what was looked up: for tests and after a restore."""
    _checked.clear()
    _known.clear()


def must(key: Key, right: str) -> None:
    """Raise Refused unless the key opens this."""
    if not allows(key.rights, right):
        raise Refused(403, f"This key does not open “{right}”.")

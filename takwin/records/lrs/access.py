"""Who asks: the key of a request, checked slowly once and then from memory for a few seconds."""

import copy
import functools
import hmac
import secrets
import time
from hashlib import blake2b

from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache

from takwin.records.lrs import tokens
from takwin.records.lrs.keys import allows, basic, bearer
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
    """401 without a good key, 403 where a key does not open what was asked, 429 after too many tries. `challenge` is what the answer says
    of the ways to name oneself (WWW-Authenticate)."""

    def __init__(self, status: int, why: str, challenge: str = "") -> None:
        super().__init__(why)
        self.status = status
        self.challenge = challenge or (
            'Basic realm="xAPI", charset="UTF-8", Bearer realm="xAPI"' if status == 401 else ""
        )


def key_of(header: str) -> Key:
    """The key that an Authorization header names, by its password or by a token. Raises Refused."""
    if (told := bearer(header)) is not None:
        return _by_token(told)
    named = basic(header)
    if named is None:
        raise Refused(401, "A key is needed: user and password, as Basic Authorization, or a token, as Bearer.")
    key = proven(*named)
    if key.by_token:
        raise Refused(401, "This key opens with a token only: it asks for one at /xapi/oauth/token.")
    return key


def proven(user: str, password: str) -> Key:
    """The key of a user who knows its password. Raises Refused."""
    key = _looked_up(user)
    sent = blake2b(f"{user}\0{password}".encode(), key=_SALT).digest()
    if key is None:
        _right(sent, user, password, _nobody())  # an unknown user takes as long as a wrong password
    if key is None or key.revoked or not _right(sent, user, password, key.password):
        raise Refused(401, "This key is unknown, revoked, or its password is wrong.")
    return key


def _by_token(text: str) -> Key:
    """The key of a token, with the rights of the token."""
    token = tokens.read(text)
    key = _looked_up(token.user) if token else None
    if token is None or key is None or key.revoked:
        raise Refused(401, "This token is unknown, too old, or its key is revoked.", _challenge("invalid_token"))
    narrowed = copy.copy(key)
    narrowed.rights = token.rights
    return narrowed


def _challenge(error: str) -> str:
    """RFC 6750, section 3.1."""
    return f'Bearer realm="xAPI", error="{error}"'


def _looked_up(user: str) -> Key | None:
    now = time.monotonic()
    if (known := _known.get(user)) and now - known[0] < FRESH:
        return known[1]
    key = None if "\0" in user else Key.objects.filter(user=user[:64]).first()  # PostgreSQL takes no zero byte
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
        raise Refused(403, f"This key does not open “{right}”.", _challenge("insufficient_scope"))

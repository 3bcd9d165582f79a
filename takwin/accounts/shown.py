"""Recovery codes that their owner has not written down yet: they wait in the session, locked with the site's key, so that
a page that is loaded again shows them again and the database alone tells nobody."""

import base64
import json
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

KEPT = "recovery_codes"
LASTS = timedelta(hours=24)


def _lock() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac("takwin.accounts.shown", "", algorithm="sha256").digest()))


def keep(request: HttpRequest, codes: list[str]) -> None:
    """Keep codes for a day, or until they are written down."""
    request.session[KEPT] = _lock().encrypt(json.dumps(codes).encode()).decode()


def codes(request: HttpRequest) -> list[str]:
    """The codes that wait; none when there are none any more."""
    try:
        return list(json.loads(_lock().decrypt(request.session.get(KEPT, ""), int(LASTS.total_seconds()))))
    except InvalidToken:
        return []


def forget(request: HttpRequest) -> None:
    """They are written down."""
    request.session.pop(KEPT, None)

"""Secrets of providers lie in the database sealed with the site's own key, so that a copy of the database alone opens nothing."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

SALT = "takwin.sign_on.sealing"


def _lock() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac(SALT, "secret", algorithm="sha256").digest()))


def seal(secret: str) -> str:
    """A secret as it is kept; nothing for none."""
    return _lock().encrypt(secret.encode()).decode() if secret else ""


def unseal(kept: str) -> str | None:
    """The secret again; None when the site has another key now."""
    try:
        return _lock().decrypt(kept.encode()).decode() if kept else ""
    except InvalidToken:
        return None

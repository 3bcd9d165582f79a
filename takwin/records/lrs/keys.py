"""What a key opens, and how the header that names it is read."""

import base64
import binascii

RIGHTS = ("all", "write", "read-own", "read", "state", "define", "profile")
"""As xAPI 1.0.3 names its OAuth scopes (Communication 4.0): all, statements/write, statements/read/mine, statements/read, state,
define, profile."""


def allows(rights: str, wanted: str) -> bool:
    """Whether rights (names with blanks between) open what is wanted; who may read everything may read their own."""
    held = set(rights.split())
    return bool(held & {"all", wanted}) or (wanted == "read-own" and "read" in held)


def basic(header: str) -> tuple[str, str] | None:
    """User and password of a Basic Authorization header (RFC 7617), or nothing."""
    kind, _, told = header.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        user, colon, password = base64.b64decode(told.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (user, password) if colon else None


def bearer(header: str) -> str | None:
    """The token of a Bearer Authorization header (RFC 6750, section 2.1), or nothing."""
    kind, _, told = header.partition(" ")
    return told.strip() if kind.lower() == "bearer" else None

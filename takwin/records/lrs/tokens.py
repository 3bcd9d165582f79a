"""Access tokens of OAuth 2: signed words that say which key they stand for and what they open, good for a short while.

Nothing is stored of them. Whoever comes with one is looked up as a key is, so a revoked key closes its tokens with it."""

from dataclasses import dataclass

from django.core.signing import BadSignature, TimestampSigner

LIFETIME = 600
"""Seconds for which a token is good."""
_SALT = "takwin.records.lrs.tokens"


@dataclass(frozen=True, slots=True)
class Token:
    """What a token says: the user of its key, and rights (names with blanks between)."""

    user: str
    rights: str


def issued(token: Token) -> str:
    """The token as it is sent (RFC 6750, section 2.1: letters, digits and - . _ ~ + / = only)."""
    return TimestampSigner(sep=".", salt=_SALT).sign_object([token.user, token.rights])


def read(text: str) -> Token | None:
    """What a token says; nothing if it is not ours or its time is over."""
    try:
        user, rights = TimestampSigner(sep=".", salt=_SALT).unsign_object(text, max_age=LIFETIME)
    except (BadSignature, ValueError):
        return None
    return Token(user, rights)

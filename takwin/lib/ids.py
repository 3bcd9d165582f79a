"""Identifiers made where the act happened."""

import os
import time
from hashlib import sha256
from uuid import UUID, uuid5

HOUSE = UUID("6d1f6f0e-6d1c-5b0a-9a43-7a6b1c9e5f10")


def uuid7(milliseconds: int | None = None, entropy: bytes | None = None) -> UUID:
    """A time-ordered identifier (RFC 9562, section 5.7). `milliseconds` since 1970; `entropy` is 10 bytes."""
    at = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    tail = int.from_bytes(os.urandom(10) if entropy is None else entropy, "big")
    value = (at & (2**48 - 1)) << 80 | tail
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def made(uid: UUID) -> int | None:
    """When a time-ordered identifier was made, in milliseconds since 1970; None for any other."""
    return uid.int >> 80 if uid.version == 7 else None


def derived_in_time(cause: UUID, rule: str) -> UUID:
    """As `derived`, in the order of time where the cause is (RFC 9562, section 5.8): the time of the cause, then bits of a SHA-256.
    An index of many such identifiers grows at its end, so that a new one costs no page of its own."""
    if (at := made(cause)) is None:
        return derived(cause, rule)
    name = int.from_bytes(sha256(cause.bytes + rule.encode()).digest()[:10], "big")
    value = at << 80 | name
    value = value & ~(0xF << 76) | 0x8 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def derived(cause: UUID, rule: str) -> UUID:
    """The identifier of the one effect that `rule` has because of `cause`."""
    return uuid5(cause, rule)

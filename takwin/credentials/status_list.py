"""Bitstring Status List: one bit per credential tells whether it still stands (W3C Bitstring Status List 1.0)."""

import base64
import gzip
import zlib
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Literal

from takwin.credentials import contexts
from takwin.credentials.contexts import Json
from takwin.credentials.refused import Refused
from takwin.credentials.signing import timestamp
from takwin.lib.text import N_

LENGTH = 131_072
"""Entries of a list: the least that the standard allows (section 6.1), so that one bit hides in a crowd. 16 kB."""
LONGEST = 64 * LENGTH
"""The longest list of another issuer that we open, in entries."""

HALF = LENGTH // 2

Purpose = Literal["revocation", "suspension"]


class StatusUnreadable(Refused):
    """The list is not one we can read."""


def empty() -> bytes:
    """The bits of a list in which every credential stands."""
    return bytes(LENGTH // 8)


def get(bits: bytes, index: int) -> bool:
    """The bit at `index`; index 0 is the leftmost. StatusUnreadable outside of the list."""
    if not 0 <= index < len(bits) * 8:
        raise StatusUnreadable(N_("The status list has no place %(index)s."), index=index)
    return bool(bits[index // 8] & 0x80 >> index % 8)


def put(bits: bytes, index: int, value: bool) -> bytes:
    """The same list with one bit set or cleared. StatusUnreadable outside of the list."""
    get(bits, index)
    mask = 0x80 >> index % 8
    byte = bits[index // 8] | mask if value else bits[index // 8] & ~mask
    return bits[: index // 8] + bytes([byte]) + bits[index // 8 + 1 :]


def free_index(taken: Callable[[int], bool], random: Random) -> int:
    """A random place that nobody has yet, so that its number tells nothing about when or to whom it was given. The list must have
    many free places: begin another when HALF are taken."""
    while taken(index := random.randrange(LENGTH)):
        pass
    return index


def encode(bits: bytes) -> str:
    """GZIP, then base64url without padding, with the multibase letter `u` (section 3.3). Same bits, same text."""
    return "u" + base64.urlsafe_b64encode(gzip.compress(bits, mtime=0)).decode().rstrip("=")


def decode(text: str) -> bytes:
    """The bits of an encoded list. StatusUnreadable when it is broken, too short or too long."""
    try:
        packed = base64.b64decode(text[1:] + "=" * (-len(text[1:]) % 4), altchars=b"-_", validate=True)
        bits = zlib.decompressobj(wbits=31).decompress(packed, LONGEST // 8 + 1)
    except (ValueError, zlib.error) as problem:
        raise StatusUnreadable(N_("The status list is not readable.")) from problem
    if not text.startswith("u") or not LENGTH <= len(bits) * 8 <= LONGEST:
        raise StatusUnreadable(N_("The status list is not readable."))
    return bits


def entry(url: str, purpose: Purpose, index: int) -> Json:
    """What a credential says of its place in a list (section 2.1)."""
    return {
        "id": f"{url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": url,
    }


def credential(url: str, issuer: str, purpose: Purpose, bits: bytes, at: datetime) -> Json:
    """The list as a credential, not signed yet (section 2.2). `at` is when these bits were true."""
    return {
        "@context": [contexts.CREDENTIALS],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": timestamp(at),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encode(bits),
        },
    }

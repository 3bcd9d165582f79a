"""Codes that open an account once: sixteen digits, easy to write down and to type on any keyboard."""

import unicodedata
from collections.abc import Callable
from hashlib import pbkdf2_hmac
from uuid import UUID

DIGITS = 16
GROUP = 4
ROUNDS = 50_000


def new_code(below: Callable[[int], int]) -> str:
    """A fresh code such as "4821 9035 7716 2048"; `below(n)` draws a number from 0 to n - 1 (about 53 bits)."""
    return grouped(f"{below(10**DIGITS):0{DIGITS}}")


def grouped(code: str) -> str:
    """A code as people read it out and copy it: four signs at a time."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def bare(typed: str) -> str:
    """The digits of what somebody typed, whatever stands between them; Arabic digits count as well."""
    return "".join(str(unicodedata.digit(sign)) for sign in typed if sign.isdigit())


def digest(typed: str, owner: UUID) -> str:
    """What is kept of a code: 64 hexadecimal signs, of no use for another owner (PBKDF2, RFC 8018)."""
    return pbkdf2_hmac("sha256", bare(typed).encode(), owner.bytes, ROUNDS).hex()

"""Codes by which people join a cohort: eight signs that nobody mistakes for others, "K7QM-42RD"."""

from collections.abc import Callable

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 and O, 1 and I and L, U and V."""
LENGTH = 8
HALF = LENGTH // 2
_ALIKE = str.maketrans({"O": "Q", "U": "V"})
_ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def new_code(below: Callable[[int], int]) -> str:
    """A fresh code; `below(n)` draws a number from 0 to n - 1 (39 bits in all)."""
    return "".join(SIGNS[below(len(SIGNS))] for _ in range(LENGTH))


def shown(code: str) -> str:
    """A code as people read it out."""
    return f"{code[:HALF]}-{code[HALF:]}"


def bare(typed: str) -> str:
    """What somebody typed, as codes are kept; empty for what cannot be one. O is read as Q and U as V, which they resemble."""
    signs = "".join(sign for sign in typed.translate(_ARABIC).upper().translate(_ALIKE) if sign.isalnum())
    return signs if len(signs) == LENGTH and all(sign in SIGNS for sign in signs) else ""

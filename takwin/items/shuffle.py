"""Shuffling that gives the same order for the same seed on every machine and every version of Python."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


def _below(limit: int, seed: int, label: str, turn: int) -> int:
    """A number from 0 to `limit` - 1; 256 bits for a handful of choices leave no bias worth a second draw."""
    return int.from_bytes(sha256(f"{seed}/{label}/{turn}".encode()).digest(), "big") % limit


def shuffled(things: Sequence[T], seed: int, label: str) -> list[T]:
    """The things in the order that `seed` and `label` give (Fisher and Yates's shuffle, from the end)."""
    order = list(things)
    for last in range(len(order) - 1, 0, -1):
        other = _below(last + 1, seed, label, last)
        order[last], order[other] = order[other], order[last]
    return order

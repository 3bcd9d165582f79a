"""Show on a terminal how far a long work is; stay silent elsewhere, so that logs and pipes stay clean."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
OFTEN = 0.1
"""Seconds between two updates of the line."""


def note(words: str) -> None:
    """Say what is being done now."""
    print(words, file=sys.stderr, flush=True)


def steps(words: str, things: Iterable[T], count: int) -> Iterator[T]:
    """Pass things on, counting them on one line that is wiped at the end."""
    shown = 0.0
    for number, thing in enumerate(things, start=1):
        if sys.stderr.isatty() and (now := time.monotonic()) - shown > OFTEN:
            shown = now
            print(f"\r{words} {number} / {count}", end="", file=sys.stderr, flush=True)
        yield thing
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)

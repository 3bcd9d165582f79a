"""The body of a request while it arrives. Who waits for it does not keep a turn (`takwin.config.turns`)."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, RawIOBase
from typing import Protocol

AHEAD = 128 << 10
"""Bytes of a body that are read before its request has a turn: most forms, answers, and a hundred statements."""
PIECE = 64 << 10
"""Bytes of a longer one that are waited for at a time."""
MOST = 100
"""Bodies that a worker waits for at a time."""
CROWDED = 503


class NotArrived(OSError):
    """A body that there is nobody to wait for."""

    status = CROWDED


class Body(Protocol):
    """What the web server gives to read from (PEP 3333, `wsgi.input`); it waits for ever."""

    def read(self, size: int, /) -> bytes:
        """That many bytes, fewer at the end."""


class Turn(Protocol):
    """What is given back while one waits."""

    def take(self) -> None:
        """Have it again."""

    def give(self) -> bool:
        """Let others have it. False when it is needed here, and kept."""


class Waiting:
    """How many bodies are being waited for."""

    def __init__(self, most: int = MOST) -> None:
        self._places = threading.Semaphore(most)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Wait for one more. Raises NotArrived when there are too many: the threads that are left are for those who only read."""
        if not self._places.acquire(blocking=False):
            raise NotArrived("Too many bodies are arriving.")
        try:
            yield
        finally:
            self._places.release()


def ahead(body: Body, length: str, waiting: Waiting) -> BytesIO | None:
    """A short body, when it has arrived; nothing for a long one. Raises NotArrived."""
    if not (length.isascii() and length.isdecimal() and len(length) < len(str(AHEAD)) + 1 and int(length) <= AHEAD):
        return None
    if not int(length):
        return BytesIO()
    with waiting.one():
        return BytesIO(body.read(int(length)))


class Arriving(RawIOBase):
    """A body that gives the turn back while it is waited for."""

    def __init__(self, body: Body, waiting: Waiting, turn: Turn) -> None:
        self._body, self._waiting, self._turn = body, waiting, turn

    def read(self, size: int = -1, /) -> bytes:
        """That many bytes, fewer where the body ends; all of it without a size. Raises NotArrived."""
        pieces: list[bytes] = []
        size = sys.maxsize if size < 0 else size
        while size > 0:
            asked = min(size, PIECE)
            pieces.append(self._piece(asked))
            size = size - asked if len(pieces[-1]) == asked else 0
        return b"".join(pieces)

    def _piece(self, size: int) -> bytes:
        with self._waiting.one():
            given = self._turn.give()
            try:
                return self._body.read(size)
            finally:
                if given:
                    self._turn.take()

"""What devices bring back has a lane of its own: a process that works on it alone, so that pages go on however many come at once.

A web worker hands the request over and waits, without a turn. When enough wait already, the next is told when to come again, before
anything is looked up for it."""

import math
import threading
import time
from collections.abc import Callable, Iterable
from multiprocessing.connection import Client
from typing import Any

from takwin.config.arriving import NotArrived, Waiting
from takwin.config.turns import Application
from takwin.desk.acts import LARGEST

MOST = 16
"""Requests that one web worker has handed over at a time; enough that the lane is never idle while somebody waits."""
BODIES = 48
"""Bodies for the lane that one web worker waits for at a time."""
PATIENCE = 60
"""Seconds after which a lane that says nothing is given up."""
PLAIN = (str, bytes, int, tuple)
HEADERS = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
Answer = tuple[str, list[tuple[str, str]], bytes]


class Lane:
    """A WSGI application that hands what is posted at one address to the process behind `door`, and all else on."""

    def __init__(self, application: Application, path: str, door: str) -> None:
        self._application, self._path, self._door = application, path, door
        self._waiting, self._places, self.tickets = Waiting(BODIES), threading.Semaphore(MOST), Tickets()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = _length(environ) if environ["PATH_INFO"] == self._path else 0
        if not length:
            return self._application(environ, start_response)
        status, headers, body = self._answer(environ, length)
        start_response(status, headers)
        return [body]

    def _answer(self, environ: dict[str, Any], length: int) -> Answer:
        try:
            with self._waiting.one():
                body = environ["wsgi.input"].read(length)
        except NotArrived:
            return self._later()
        if not self._places.acquire(blocking=False):
            return self._later()
        try:
            return handed(self._door, environ, body)
        except (OSError, EOFError):
            return _told("503 Service Unavailable", 30, b"What devices send cannot be taken at this moment.\n")
        finally:
            self._places.release()
            self.tickets.worked(time.monotonic())

    def _later(self) -> Answer:
        seconds = self.tickets.take(time.monotonic())
        return _told("429 Too Many Requests", seconds, b"Many devices are sending at this moment. Come again later.\n")


class Tickets:
    """When those who are sent away may come again: one after the other, a little faster than the lane works, so that each comes once or
    twice and the lane is never idle. RFC 9110, section 10.2.3."""

    FIRST, FASTER, WEIGHT = 0.1, 0.8, 0.05
    SOONEST, LONGEST = 2, 600

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pace, self._last, self._next = self.FIRST, 0.0, 0.0

    def worked(self, now: float) -> None:
        """One more is done. The pace is that of the last few dozen; a pause between two crowds tells nothing of it."""
        with self._lock:
            since, self._last = now - self._last, now
            if since < 1:
                self._pace += self.WEIGHT * (since - self._pace)

    def take(self, now: float) -> int:
        """The seconds after which the next one may come."""
        with self._lock:
            self._next = max(self._next, now + self.SOONEST) + self.FASTER * self._pace
            self._next = min(self._next, now + self.LONGEST)
            return math.ceil(self._next - now)


def handed(door: str, environ: dict[str, Any], body: bytes) -> Answer:
    """What the process behind the door answers. Raises OSError, EOFError."""
    plain = {name: value for name, value in environ.items() if isinstance(value, PLAIN)}
    with Client(door, "AF_UNIX") as line:
        line.send((plain, body))
        if not line.poll(PATIENCE):
            raise TimeoutError("The process that takes what devices send does not answer.")
        answer: Answer = line.recv()
        return answer


def _length(environ: dict[str, Any]) -> int:
    """Bytes of a body that the lane takes; 0 for anything else, which is refused like elsewhere."""
    length = environ.get("CONTENT_LENGTH") or "0"
    fits = length.isascii() and length.isdecimal() and len(length) <= len(str(LARGEST)) and int(length) <= LARGEST
    return int(length) if fits and environ["REQUEST_METHOD"] == "POST" else 0


def _told(status: str, seconds: int, words: bytes) -> Answer:
    return status, [*HEADERS, ("Retry-After", str(seconds)), ("Content-Length", str(len(words)))], words

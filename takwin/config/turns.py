"""Requests take turns: a few of them are worked on at a time, and one that waits for its sender, or sends, keeps nobody's turn.

The web server gives a thread to each request; a turn is one of few, and carries a database connection. So there are as many connections
as turns, however many threads wait for a slow network."""

from collections.abc import Callable, Iterable
from queue import SimpleQueue
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http.response import HttpResponseBase

from takwin.config.arriving import Arriving, NotArrived, Waiting, ahead

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
CROWDED = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "60"), ("Cache-Control", "no-store")]


class Turns:
    """A WSGI application that works on `most` requests at a time. A body is waited for without a turn."""

    def __init__(self, application: Application, most: int) -> None:
        self._application = application
        self._waiting = Waiting()
        self._free: SimpleQueue[BaseDatabaseWrapper | None] = SimpleQueue()
        for _ in range(most):
            self._free.put(None)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"]
        try:
            short = ahead(body, environ.get("CONTENT_LENGTH") or "0", self._waiting)
        except NotArrived:
            start_response("503 Service Unavailable", CROWDED)
            return [b"Too many are sending at this moment. Send it again in a minute.\n"]
        environ["wsgi.input"] = Arriving(body, self._waiting, self) if short is None else short
        self.take()
        try:
            return _whole(self._application(environ, start_response))
        finally:
            self.give(always=True)

    def take(self) -> None:
        """Wait for a turn, and have its connection."""
        connection = self._free.get()
        for left in connections.all(initialized_only=True):  # by an answer that was made while it was sent
            left.close()
        if connection:
            connections[DEFAULT_DB_ALIAS] = connection

    def give(self, *, always: bool = False) -> bool:
        """Let the next one have this turn and its connection; not in the middle of a transaction, which nobody else can go on with."""
        connection = next(iter(connections.all(initialized_only=True)), None)
        if connection:
            if connection.in_atomic_block and not always:
                return False
            del connections[DEFAULT_DB_ALIAS]
            if not connection.allow_thread_sharing:
                connection.inc_thread_sharing()
        self._free.put(connection)
        return True


def _whole(answer: Iterable[bytes]) -> Iterable[bytes]:
    """An answer that is there already, ended while its turn lasts; one that is made while it is sent is left as it is."""
    if not isinstance(answer, HttpResponseBase) or answer.streaming:
        return answer
    try:
        return list(answer)
    finally:
        answer.close()

"""The process at the end of the lane: it takes what devices bring back, a few requests at a time, each batch in one transaction."""

import logging
import os
import signal
import sys
import threading
from io import BytesIO
from multiprocessing.connection import Connection, Listener
from typing import Any

from takwin.config.lane import Answer
from takwin.config.turns import Application
from takwin.config.watched import GRACE, end_when_told, end_with

log = logging.getLogger(__name__)
THREADS = 2
"""While one waits for the disk, another works; more would only keep pages from the database for longer."""
BACKLOG = 128


def door() -> Listener:
    """A place on this machine, for this user alone, where web workers hand requests over. Opened before they are forked."""
    return Listener(family="AF_UNIX", backlog=BACKLOG)


def receive(opened: Listener, application: Application, parent: int) -> None:
    """Answer until SIGTERM, or until the process of that number is gone."""
    end_with(parent)
    end_when_told()
    stop, hands = threading.Event(), [threading.Lock() for _ in range(THREADS)]
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    for hand in hands:
        threading.Thread(target=_hand, args=(opened, application, hand, stop), daemon=True).start()
    stop.wait()
    for hand in hands:  # what is in hand is finished; who still waits is told to come again
        hand.acquire(timeout=GRACE / THREADS)
    os._exit(0)


def _hand(opened: Listener, application: Application, hand: threading.Lock, stop: threading.Event) -> None:
    while True:
        with _next(opened, stop) as line, hand:
            if stop.is_set():
                return
            try:
                line.send(answered(application, *_read(line)))
            except (OSError, EOFError):
                log.info("A web worker hung up")
            except Exception:
                log.exception("A request could not be answered")


def _next(opened: Listener, stop: threading.Event) -> Connection:
    """Whoever comes next. One who hung up meanwhile, or too many open files, must not end the work of a hand."""
    while True:
        try:
            return opened.accept()
        except OSError:
            log.exception("A web worker could not be let in")
            stop.wait(1)


def _read(line: Connection) -> tuple[dict[str, Any], bytes]:
    environ, body = line.recv()
    return environ, body


def answered(application: Application, environ: dict[str, Any], body: bytes) -> Answer:
    """The answer of an application, whole."""
    said: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], trouble: object = None) -> None:
        said.append((status, headers))

    answer = application({**environ, "wsgi.input": BytesIO(body), "wsgi.errors": sys.stderr}, start)
    try:
        whole = b"".join(answer)
    finally:
        getattr(answer, "close", lambda: None)()
    status, headers = said[-1]
    return status, headers, whole

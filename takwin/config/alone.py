"""Nobody else works on a site, or listens at its port."""

import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from takwin.config.trouble import Trouble

FAREWELL = 3
"""Seconds that the background process of a site may go on after its watching process was killed."""


@contextmanager
def alone(data: Path, advice: str = "") -> Iterator[None]:
    """Make sure that nobody else works on this data folder. Raises Trouble."""
    with (data / "work.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Trouble(f"Another process works on {data} already. {advice}".rstrip()) from taken
        yield


def is_at_work(data: Path) -> bool:
    """Whether some process works on this data folder."""
    try:
        with alone(data):
            return False
    except Trouble:
        return True


def refuse_second(data: Path) -> None:
    """Raises Trouble when the site is served already. One whose watching process was killed may need a moment to end."""
    until = time.monotonic() + FAREWELL
    while is_at_work(data):
        if time.monotonic() > until:
            more = "--without-work adds web workers that leave background work to it."
            raise Trouble(f"{data} is served already: stop that first. ({more})")
        time.sleep(0.1)


def refuse_taken(host: str, port: int) -> None:
    """Raises Trouble when another program listens there. (Workers share a port, so they would not notice.)"""
    try:
        with socket.create_server((host, port)):
            pass
    except PermissionError as refused:
        raise Trouble(
            f"Port {port} is reserved for the administrator of this machine: choose one above 1023."
        ) from refused
    except OSError as taken:
        why = os.strerror(taken.errno) if taken.errno and taken.errno > 0 else taken.strerror
        raise Trouble(f"{host}:{port} cannot be used ({why}): choose another port with --port.") from taken

"""A process that another one watches ends with it."""

import os
import select
import signal
import threading
import time
from contextlib import suppress

GRACE = 15
"""Seconds that a process may take to finish what it has in hand."""


def end_with(parent: int) -> None:
    """End this process when the watching one, of that number, is killed. Ctrl+C reaches every process of a terminal, but ending
    the others is for the watching one: told twice, a web worker would hang."""
    threading.Thread(target=_outlive, args=(parent,), name="parent", daemon=True).start()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _outlive(parent: int) -> None:
    """Wait for the end of that process, then end this one: politely first, and for good where that was not heard, as in a web
    worker that was still starting."""
    with suppress(ProcessLookupError):  # it is gone already
        watched = os.pidfd_open(parent)
        select.select([watched], [], [])
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os.kill(os.getpid(), signal.SIGKILL)

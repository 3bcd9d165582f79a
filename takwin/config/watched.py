"""A process that another one watches ends with it."""

import os
import select
import signal
import threading
import time
from contextlib import suppress

GRACE = 15
"""Seconds that a process may take to finish what it has in hand."""
LISTENS = 0.05
"""Seconds within which a web worker that took over a signal listens to it."""


def born_deaf() -> None:
    """From now on what is forked from this process hears neither SIGTERM nor SIGINT until it says how it will: what this process
    does at them is not for the others, and one told before it listens would never know."""
    os.register_at_fork(
        before=lambda: _mask(signal.SIG_BLOCK, signal.SIGTERM, signal.SIGINT),
        after_in_parent=lambda: _mask(signal.SIG_UNBLOCK, signal.SIGTERM, signal.SIGINT),
    )


def end_with(parent: int) -> None:
    """End this process when the watching one, of that number, is killed. Ctrl+C reaches every process of a terminal, but ending
    the others is for the watching one."""
    threading.Thread(target=_outlive, args=(parent,), name="parent", daemon=True).start()
    _mask(signal.SIG_BLOCK, signal.SIGINT)


def end_when_told() -> None:
    """Hear SIGTERM from here on: it ends this process at once, until it is said otherwise."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _mask(signal.SIG_UNBLOCK, signal.SIGTERM)


def pass_on_once() -> None:
    """SIGTERM goes once to whoever takes it over after this call: told before it listens, or told twice, a web worker would hang."""
    before = signal.getsignal(signal.SIGTERM)
    _mask(signal.SIG_BLOCK, signal.SIGTERM)
    threading.Thread(target=_pass_on, args=(before,), name="told", daemon=True).start()


def _pass_on(before: object) -> None:
    signal.sigwait({signal.SIGTERM})
    while (takes := signal.getsignal(signal.SIGTERM)) is before:
        time.sleep(LISTENS)
    time.sleep(LISTENS)
    if callable(takes):
        takes(signal.SIGTERM, None)


def _mask(how: int, *signals: signal.Signals) -> None:
    signal.pthread_sigmask(how, signals)


def _outlive(parent: int) -> None:
    """Wait for the end of that process, then end this one: politely first, and for good where that was not heard, as in a web
    worker that was still starting."""
    with suppress(ProcessLookupError):  # it is gone already
        watched = os.pidfd_open(parent)
        select.select([watched], [], [])
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os.kill(os.getpid(), signal.SIGKILL)

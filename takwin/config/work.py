"""What goes on beside the pages, in one process: jobs are run, sentences are followed, old things are swept away."""

import logging
import os
import signal
import socket
import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import close_old_connections

from takwin.accounts import housekeeping
from takwin.config.alone import alone
from takwin.config.followers import followers
from takwin.config.trouble import Trouble
from takwin.jobs import worker
from takwin.records.following import follow_all

log = logging.getLogger(__name__)
PAUSE = 1.0
"""Seconds between two looks for something to do."""
DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Done:
    """Sentences that were followed; jobs that wait for later; jobs that failed for good."""

    sentences: int
    waiting: int
    failed: int


def once() -> Done:
    """Do all that is waiting. Effects of followers may be jobs, so those come after."""
    with alone(settings.DATA):
        worker.resume_interrupted()
        sentences = follow_all(followers())
        worker.JobWorker(socket.gethostname()).run_waiting()
        return Done(sentences, worker.waiting(), worker.failed())


def sweep() -> None:
    """Drop what nobody needs any more: old jobs, ended sessions, old counts of tries."""
    worker.forget_old()
    housekeeping.sweep()


def forever() -> int:
    """Work until SIGTERM or SIGINT, or until the process that started this one is gone; the exit status."""
    stop = threading.Event()
    jobs = worker.JobWorker(socket.gethostname())

    def end(*_: object) -> None:
        stop.set()
        jobs.stop()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, end)
    with alone(settings.DATA):
        worker.resume_interrupted()
        following = threading.Thread(target=_follow, args=(stop,), name="followers")
        following.start()
        try:
            _run_jobs(jobs, stop, following)
        finally:
            stop.set()
            following.join()
    return 0


def _follow(stop: threading.Event) -> None:
    known = followers()
    while not stop.wait(PAUSE):
        close_old_connections()
        follow_all(known)


def _run_jobs(jobs: worker.JobWorker, stop: threading.Event, following: threading.Thread) -> None:
    parent, swept = os.getppid(), float(-DAY)
    while not stop.is_set() and os.getppid() == parent:
        if not following.is_alive():
            raise Trouble("The followers stopped; the lines above say why.")
        if time.monotonic() - swept > DAY:
            sweep()
            swept = time.monotonic()
        jobs.run_waiting()
        stop.wait(PAUSE)

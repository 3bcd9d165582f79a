"""What goes on beside the pages, in one process: jobs are run, sentences are followed, and regular work is done."""

import logging
import os
import signal
import socket
import threading
from dataclasses import dataclass

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from takwin.config.alone import alone
from takwin.config.followers import followers
from takwin.config.regular import regular
from takwin.config.trouble import Trouble
from takwin.jobs import worker
from takwin.jobs.rounds import Rounds
from takwin.records.following import follow_all

log = logging.getLogger(__name__)
PAUSE = 1.0
"""Seconds between two looks for something to do."""


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
        by_the_clock = threading.Thread(target=_go_round, args=(stop,), name="regular")
        following.start()
        by_the_clock.start()
        try:
            _run_jobs(jobs, stop, following)
        finally:
            stop.set()
            following.join()
            by_the_clock.join()
    return 0


def _follow(stop: threading.Event) -> None:
    known = followers()
    while not stop.wait(PAUSE):
        close_old_connections()
        follow_all(known)


def _go_round(stop: threading.Event) -> None:
    rounds = Rounds(regular())
    while not stop.wait(PAUSE):
        close_old_connections()
        rounds.go(timezone.now)


def _run_jobs(jobs: worker.JobWorker, stop: threading.Event, following: threading.Thread) -> None:
    parent = os.getppid()
    while not stop.is_set() and os.getppid() == parent:
        if not following.is_alive():
            raise Trouble("The followers stopped; the lines above say why.")
        jobs.run_waiting()
        stop.wait(PAUSE)

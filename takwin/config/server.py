"""The site as processes: one that watches, web workers, one that takes what devices bring back, and one that works in the background.

The watching process loads everything once; the others are forked from it and share what never changes in memory."""

import gc
import http.client
import logging
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from multiprocessing.process import BaseProcess
from typing import Any

from django.conf import settings
from django.db import connections
from django.urls import reverse
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from takwin.config import arenas, lane, receiving, statics, work
from takwin.config.alone import refuse_second, refuse_taken
from takwin.config.followers import followers
from takwin.config.health import READY
from takwin.config.progress import note
from takwin.config.trouble import Trouble
from takwin.config.turns import Turns
from takwin.config.watched import GRACE, born_deaf, end_when_told, end_with, pass_on_once

log = logging.getLogger(__name__)
THREADS = 4
"""Requests that one worker has in hand at a time; the database lets one of them wait while another goes on."""
WAITING = 200
"""Requests that one worker knows of at a time: those in hand, and those whose senders or receivers are slow."""
BACKLOG = 4096
"""Connections that may be open at a time, shared among the workers: each phone keeps one for a while."""
SWITCH = 0.001
"""Seconds for which a thread may compute while another waits. Whoever has the writer's turn waits so after each call of the database, and
everybody who writes waits with it: five times less than Python's own."""
CALM = 60
"""Seconds after which a process that ends is no longer thought to be failing again and again."""
PATIENCE = 20
"""Seconds after which a site that is not ready yet is in trouble."""


def serve(
    host: str, port: int, workers: int, *, with_work: bool = True, ready: Callable[[], None] = lambda: None
) -> None:
    """Serve until SIGTERM or SIGINT; `ready` is called when the site answers. Raises Trouble."""
    arenas.few()
    refuse_taken(host, port)
    if with_work:
        refuse_second(settings.DATA)
    statics.prepare()
    born_deaf()
    application = _loaded()
    here, door = os.getpid(), receiving.door()
    beside = [Beside("takwin-devices", lambda: receiving.receive(door, application, here))]
    beside += [Beside("takwin-work", lambda: _work(here))] if with_work else []
    server = web_server(host, port, workers, THREADS + WAITING + lane.MOST + lane.BODIES)
    for each in beside:
        server.on_startup(each.start)
        server.on_shutdown(each.stop)
    server.on_startup(lambda: _when_ready(host, port, ready))
    try:
        server.serve(target_loader=lambda: _in_worker(application, str(door.address), here), wrap_loader=False)
    except SystemExit as ended:
        raise Trouble("A web worker failed again and again; the lines above say why.") from ended
    finally:
        for each in beside:
            each.stop()
        door.close()


def web_server(host: str, port: int, workers: int, threads: int = THREADS) -> MPServer:
    """The web server, not yet serving; `threads` for each worker, of which few have a turn (it need not warn of them)."""
    logging.getLogger("_granian").addFilter(lambda line: "Python threads" not in line.getMessage())
    return MPServer(
        "takwin.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        backlog=BACKLOG,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.warning,
    )


def _loaded() -> Callable[..., Any]:
    """The application with all its pages imported, ready to be shared by forked processes."""
    from django.urls import get_resolver

    from takwin.config.wsgi import application

    get_resolver().reverse_dict  # noqa: B018 - reading it imports every room's views
    followers()
    "localhost".encode("idna")  # imported at its first use: a thread must not be at it while a process is forked
    connections.close_all()
    gc.collect()
    gc.freeze()
    return application


def _in_worker(application: Callable[..., Any], door: str, parent: int) -> Callable[..., Any]:
    end_with(parent)
    pass_on_once()
    sys.setswitchinterval(SWITCH)
    return lane.Lane(Turns(application, THREADS), reverse("desk-acts"), door)


class Beside:
    """A process beside the web workers, started again when it ends by itself."""

    def __init__(self, name: str, does: Callable[[], None]) -> None:
        self._name, self._does = name, does
        self._process: BaseProcess | None = None
        self._stopped = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name=name, daemon=True)

    def start(self) -> None:
        """Start it and keep it going."""
        self._process = self._forked()
        self._watcher.start()

    def stop(self) -> None:
        """End it, politely first. Calling it again does nothing."""
        self._stopped.set()
        if self._process and self._process.is_alive():
            self._process.terminate()
            self._process.join(GRACE)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()

    def _forked(self) -> BaseProcess:
        process = multiprocessing.get_context("fork").Process(target=self._does, name=self._name)
        process.start()
        return process

    def _watch(self) -> None:
        pause = 1.0
        while self._process:
            born = time.monotonic()
            self._process.join()
            if self._stopped.is_set():
                return
            pause = 1.0 if time.monotonic() - born > CALM else min(CALM, 2 * pause)
            if self._stopped.wait(pause):  # it may have been told to stop just before we were
                return
            log.error("The process %s ended (%s); starting it again", self._name, self._process.exitcode)
            self._process = self._forked()


def _work(parent: int) -> None:
    end_with(parent)
    end_when_told()
    try:
        raise SystemExit(work.forever())
    except Trouble as trouble:
        log.error("%s", trouble)
        raise SystemExit(1) from None


def says(host: str, port: int) -> str:
    """What the site says of itself at an address of this machine: "ready", or why it is not."""
    here = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - asked, not listened at
    try:
        with closing(http.client.HTTPConnection(here, port, timeout=5)) as asked:
            asked.request("GET", "/health", headers={"Host": "localhost"})
            return asked.getresponse().read(200).decode("utf-8", "replace").strip()
    except (OSError, http.client.HTTPException) as silence:
        return f"no answer ({type(silence).__name__})"


def _when_ready(host: str, port: int, ready: Callable[[], None]) -> None:
    """Say that the site is ready when it says so itself; once, that it takes long, and why."""

    def wait() -> None:
        began, told = time.monotonic(), False
        while (said := says(host, port)) != READY:
            if not told and time.monotonic() - began > PATIENCE:
                told = True
                log.error("The site does not get ready: %s", said)
            time.sleep(0.1 if not told else 1)
        note(f"Takwin is ready at {settings.BASE_URL} (Ctrl+C stops it).")
        ready()

    threading.Thread(target=wait, daemon=True).start()

"""Group commit: what several threads want to write at the same moment is one transaction and one wait for the disk."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import connection, transaction

from takwin.database.durable import committed_first, keep

Result = TypeVar("Result")
MOST = 32
"""Works in one transaction, so that the first does not wait long for the last."""


class _Work(Generic[Result]):
    """What one thread wants done, and what came of it."""

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work = work
        self._result: list[Result] = []
        self.woken = threading.Event()
        self.done = False
        self.trouble: BaseException | None = None

    def run(self) -> None:
        """Do it, in the caller's transaction; an exception is kept for the thread that wants it."""
        try:
            with transaction.atomic():
                self._result = [self._work()]
        except Exception as trouble:  # noqa: BLE001 - it is raised in the thread that wants the result
            self.trouble = trouble

    def result(self) -> Result:
        """What it gave. Raises what it raised, or what kept the transaction from being committed."""
        if self.trouble:
            raise self.trouble
        return self._result[0]


class Together:
    """The works of one process. The thread that comes first leads: when it has the writer's turn it does the works of all who came
    meanwhile, each in a savepoint of its own, and commits once; the next to come leads the next ones, while the disk is still at the
    first.

    DeWitt and others, "Implementation Techniques for Main Memory Database Systems" (1984), section 5.2."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[_Work[object]] = []
        self._led = False

    def __call__(self, work: Callable[[], Result]) -> Result:
        """Run `work` in a transaction and give its result once that is committed; raise what it raises, with nothing written.

        It may run in another thread, so it must not ask for what belongs to this one (the language it speaks). Where commits wait
        for nobody (PostgreSQL groups them itself) or inside a transaction it is an ordinary `transaction.atomic`."""
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            with transaction.atomic():
                return work()
        mine = _Work(work)
        if not self._leads(mine):
            mine.woken.wait()
        if not mine.done:
            self._lead(mine)
        return mine.result()

    def _leads(self, mine: "_Work[Result]") -> bool:
        with self._lock:
            self._waiting.append(mine)  # type: ignore[arg-type] # what it gives is its own thread's business
            leads, self._led = not self._led, True
        return leads

    def _lead(self, mine: "_Work[Result]") -> None:
        batch: list[_Work[object]] = []
        try:
            try:
                with committed_first(), transaction.atomic():
                    batch = self._taken()
                    for each in batch:
                        each.run()
                    _refuse_half(batch)
            finally:
                batch = batch or self._taken(1)
                self._pass_on()
            keep()
        except BaseException as trouble:  # noqa: BLE001 - whoever waits must be told, whatever it is
            for each in batch:
                each.trouble = each.trouble or trouble
        finally:
            for each in batch:
                each.done = True
                each.woken.set()

    def _taken(self, most: int = MOST) -> "list[_Work[object]]":
        with self._lock:
            batch, self._waiting = self._waiting[:most], self._waiting[most:]
        return batch

    def _pass_on(self) -> None:
        """Let the next to come lead, while the disk is still at what this one has committed."""
        with self._lock:
            following = self._waiting[:1]
            self._led = bool(following)
        for each in following:
            each.woken.set()


def _refuse_half(batch: "list[_Work[object]]") -> None:
    """Raise when the database has given up the whole transaction for the trouble of one (a full disk), so that nobody is told that
    something was kept."""
    if connection.needs_rollback:
        raise next(each.trouble for each in batch if each.trouble)


together = Together()

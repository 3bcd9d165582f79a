"""SQLite with immediate transactions, full durability and a queue of writers."""

import sqlite3
import time
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from takwin.config.database.queue import WriterQueue

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
    "PRAGMA mmap_size = 67108864",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA wal_autocheckpoint = 16000",
    "PRAGMA secure_delete = ON",
)
WRITES = frozenset({"INSERT", "UPDATE", "DELETE", "REPLAC"})


class DatabaseBusy(OperationalError):
    """Somebody else kept the database to themselves for too long; nothing of this was written."""


class Cursor(base.SQLiteCursorWrapper):
    """Django's cursor; a write outside a transaction queues like any other."""

    wrapper: "DatabaseWrapper"

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        """The same each time, and long where many rows are inserted at once."""
        return _converted(query) if param_names is None else super().convert_query(query, param_names=param_names)

    def execute(self, query: str, params: Any = None) -> Self:
        if query[:6].upper() not in WRITES or self.connection.in_transaction:
            super().execute(query, params)
            return self
        self.wrapper.enter_queue()
        try:
            super().execute(query, params)
        finally:
            self.wrapper.leave_queue()
        return self


@lru_cache(256)
def _converted(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(base.DatabaseWrapper):
    """The SQLite backend of Django, set up for one machine that must not lose an answer.

    A transaction that begins may write: it queues, then begins with SQLite's write lock in hand, so it never fails
    half-way for being busy. Reading outside a transaction takes no lock at all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._queue: WriterQueue | None = None

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        self.transaction_mode = "IMMEDIATE"
        self.timeout = float(params.get("timeout", 5.0))
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        return connection

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        cursor.wrapper = self
        return cursor

    def enter_queue(self) -> None:
        """Wait for this connection's turn to write. Raises DatabaseBusy."""
        began = time.monotonic()
        if self._queue is None and not self.is_in_memory_db():
            self._queue = WriterQueue(Path(f"{self.settings_dict['NAME']}-queue"))
        if self._queue and not self._queue.enter(self.timeout):
            raise DatabaseBusy(f"the database is locked: others wrote for {time.monotonic() - began:.0f} seconds")

    def leave_queue(self) -> None:
        """Let the next writer in."""
        if self._queue:
            self._queue.leave()

    def checkpoint(self) -> None:
        """Bring into the database what its write-ahead log holds, as far as nobody reads an older state; nobody waits, neither who reads
        nor who writes (sqlite.org/pragma.html#pragma_wal_checkpoint)."""
        with self.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def empty_log(self, tries: int = 20, pause: float = 0.5) -> bool:
        """Bring the write-ahead log into the database and leave it empty, so that what was erased is in neither file; gives whether that
        was possible: whoever reads an older state is not waited for with the writers behind."""
        with self.cursor() as cursor:
            for _ in range(tries):
                self.checkpoint()  # the most of it, while others write
                self.enter_queue()
                try:
                    cursor.execute("PRAGMA busy_timeout = 100")
                    if cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0:
                        return True
                finally:
                    cursor.execute(f"PRAGMA busy_timeout = {self.timeout * 1000:.0f}")
                    self.leave_queue()
                time.sleep(pause)
        return False

    def rewrite(self) -> None:
        """Write the database anew, without what its pages still hold of rows that were moved or deleted: `secure_delete` overwrites what is
        deleted, not the copies that a page keeps when rows move to another (sqlite.org/lang_vacuum.html). Others read meanwhile, and wait
        to write. Raises DatabaseBusy, OperationalError."""
        with self.cursor() as cursor:
            self.enter_queue()
            try:
                cursor.execute("PRAGMA temp_store = FILE")
                cursor.execute("VACUUM")
            finally:
                cursor.execute("PRAGMA temp_store = MEMORY")
                self.leave_queue()

    def _start_transaction_under_autocommit(self) -> None:
        self.enter_queue()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # django-stubs leaves it out
        except BaseException:
            self.leave_queue()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc] # django-stubs leaves it out
        self.leave_queue()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc] # django-stubs leaves it out
        finally:
            self.leave_queue()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc] # django-stubs leaves it out
        finally:
            if self._queue:
                self._queue.close()
                self._queue = None

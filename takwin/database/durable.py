"""Commits on SQLite that are kept together: the writer's turn is over before the disk has answered."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection


@contextmanager
def committed_first() -> Iterator[None]:
    """Inside, a commit does not wait for the disk; `keep` does afterwards, before anybody is told that something was kept.

    In WAL mode with `synchronous=NORMAL` a power failure may take the last commits, never a part of one, and a checkpoint waits for
    the log first (sqlite.org/pragma.html#pragma_synchronous). So a commit is durable once the log is on the disk, whoever asks."""
    connection.ensure_connection()
    if connection.is_in_memory_db():  # type: ignore[attr-defined] # of SQLite only
        yield
        return
    connection.connection.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        connection.connection.execute("PRAGMA synchronous = FULL")


def keep() -> None:
    """Wait until all that is committed is on the disk. Many may wait at one moment: the disk answers them together. Raises DatabaseError."""
    if connection.is_in_memory_db():  # type: ignore[attr-defined]
        return
    try:
        log = os.open(f"{connection.settings_dict['NAME']}-wal", os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fdatasync(log)
        finally:
            os.close(log)
    except OSError as trouble:
        raise DatabaseError(f"the disk did not keep the log of the database: {trouble}") from trouble

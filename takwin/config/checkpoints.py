"""What is written lies in a log first; it is brought into the database beside those who write, not in their turn. On SQLite."""

from datetime import datetime

from django.db import connection

from takwin.config.database.base import DatabaseWrapper
from takwin.jobs.rounds import Regular

EVERY = 2
"""Seconds between two times: under full load fewer pages are written meanwhile than those after which a writer sees to the log itself."""


def checkpoint(now: datetime) -> None:
    """Bring the log in, as far as nobody has to wait for it."""
    if isinstance(connection, DatabaseWrapper) and not connection.is_in_memory_db():
        connection.checkpoint()


REGULAR = [Regular("the log into the database", EVERY, checkpoint)]

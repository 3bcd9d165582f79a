"""What was erased leaves the files of the database too, not only its tables. On SQLite; PostgreSQL sees to its own files."""

import logging
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from takwin.accounts.models import Person
from takwin.config.database.base import DatabaseWrapper
from takwin.files import actions as files
from takwin.jobs.rounds import Regular

log = logging.getLogger(__name__)
LARGEST = 512 * 1024 * 1024
"""Bytes of a database that is written anew in a few seconds, during which nobody can write."""
NOTED = "erased"
"""The file beside the database that says how many accounts had been erased when it was last written anew."""


def forget(now: datetime) -> None:
    """After accounts were erased the database is written anew; and each time its log, which keeps old pages, is emptied."""
    if not isinstance(connection, DatabaseWrapper) or connection.is_in_memory_db():
        return
    erased = str(Person.objects.filter(name="").count())
    note = Path(settings.DATA) / NOTED
    if erased != (note.read_text() if note.exists() else "0"):
        if Path(connection.settings_dict["NAME"]).stat().st_size > LARGEST:
            log.warning(
                "Accounts were erased, and the database is large: write it anew (VACUUM) while the site is stopped."
            )
        else:
            connection.rewrite()
            note.write_text(erased)
    if not connection.empty_log():
        log.warning(
            "The log of the database was read all the time and could not be emptied. It is tried again tomorrow."
        )


REGULAR = [
    Regular("erased texts out of the files", 24 * 60 * 60, forget),
    Regular("discarded files", 5 * 60, files.empty_aside),
]

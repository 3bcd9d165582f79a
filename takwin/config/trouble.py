"""What went wrong, as one sentence for the person at the keyboard."""

import errno
import os
import shutil
from pathlib import Path


class Trouble(Exception):
    """A command cannot do what was asked. The text says why, and what to try."""


LEAST = 2**20
"""Bytes without which a database cannot even be opened."""
SYSTEM = {
    errno.ENOSPC: "The disk is full: free some space and try again; nothing was left half written.",
    errno.EDQUOT: "The disk quota is used up: free some space and try again; nothing was left half written.",
    errno.EROFS: "{path} is on a disk that can only be read.",
    errno.EACCES: "{path} cannot be opened by this user: check who owns it.",
    errno.EPERM: "{path} cannot be changed by this user: check who owns it.",
    errno.ENOENT: "{path} does not exist.",
    errno.ENOTDIR: "{path} lies below something that is not a folder.",
    errno.EISDIR: "{path} is a folder; a file is needed.",
    errno.EADDRINUSE: "The port is in use by another program: choose another one with --port.",
}
DATABASE = {
    "is locked": "The database is locked: another command or program keeps it to itself. Try again when it has finished.",
    "disk is full": SYSTEM[errno.ENOSPC],
    "readonly database": "The database can only be read: check who owns the data folder and how its disk is mounted.",
    "unable to open database": "The database cannot be opened: check that the data folder exists, that its disk can be written, and who "
    "owns it.",
    "disk I/O error": "The disk does not do what the database asks of it: check it before anything else.",
    "malformed": "The database file is damaged: stop the site and bring back a backup with `takwin restore`.",
    "not a database": "The database file is damaged: stop the site and bring back a backup with `takwin restore`.",
    "no such table": "The database is not the one this version needs: run `takwin upgrade`.",
    "no such column": "The database is not the one this version needs: run `takwin upgrade`.",
    "password authentication failed": "PostgreSQL refuses the name or the password in DATABASE_URL.",
    "does not exist": "PostgreSQL does not know the database, the person or the table: check DATABASE_URL, or run "
    "`takwin upgrade`.",
    "Connection refused": "No PostgreSQL answers at the address in DATABASE_URL.",
    "No such file or directory": "No PostgreSQL answers at the address in DATABASE_URL.",
    "could not translate host name": "The host in DATABASE_URL is not known.",
    "failed to resolve host": "The host in DATABASE_URL is not known.",
}


def full() -> bool:
    """Whether the disk of the data folder has no room left. (SQLite then speaks of an input or output error.) The folder
    itself may be gone again."""
    data = Path(os.environ.get("TAKWIN_DATA", ".")).absolute()
    there = next(folder for folder in (data, *data.parents) if folder.exists())
    return shutil.disk_usage(there).free < LEAST


def _of_system(number: int, path: str) -> str:
    """What the system refused; where something could not be made, it is the folder that refuses."""
    folder = Path(path).absolute().parent
    if number == errno.EACCES and not os.path.lexists(path) and os.access(folder, os.X_OK):
        return f"{folder} cannot be written by this user: check who owns it."
    return SYSTEM[number].format(path=path)


def explain(problem: BaseException) -> str:
    """One sentence for any exception."""
    if isinstance(problem, Trouble):
        return str(problem)
    if isinstance(problem, KeyboardInterrupt):
        return "Interrupted."
    if "disk I/O error" in str(problem) and full():
        return SYSTEM[errno.ENOSPC]
    if isinstance(problem, OSError) and problem.errno in SYSTEM:
        return _of_system(problem.errno, str(problem.filename or "A file"))
    name = type(problem).__name__
    if name in {"OperationalError", "DatabaseError", "ProgrammingError", "DatabaseBusy"}:
        for words, sentence in DATABASE.items():
            if words in str(problem):
                return sentence
    if name == "ImproperlyConfigured":
        return " ".join(str(problem).split())
    if sentence := str(getattr(problem, "sentence", "")):  # what the house itself refuses
        return sentence
    said = " ".join(str(problem).split()).rstrip(".")
    return (
        f"{name}: {said}. TAKWIN_TRACE=yes shows where it happened."
        if said
        else f"{name}; TAKWIN_TRACE=yes shows where."
    )

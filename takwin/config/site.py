"""One site: the folder that holds it, and Django ready to work on it."""

import os
from pathlib import Path

from takwin.config.trouble import Trouble
from takwin.config.wording import counted, typed

DATABASE = "takwin.sqlite3"
FOLDERS = {
    "keys": 0o700,
    "blobs": 0o750,
    "uploads": 0o750,
    "certificates": 0o750,
    "static": 0o755,
    "backups": 0o700,
    "frameworks": 0o750,
}
"""What a data folder holds, with the mode of each folder."""


def on_sqlite() -> bool:
    """Whether the site keeps its rows in its own folder."""
    return not os.environ.get("DATABASE_URL")


def exists(data: Path) -> bool:
    """Whether a folder holds a site."""
    return (data / "keys" / "secret").is_file() or bool(os.environ.get("TAKWIN_SECRET_KEY"))


def move(data: Path, address: str) -> None:
    """Remember where the demo is served now, last, after where it was before: what it signed there stays good."""
    path = data / "keys" / "addresses"
    known = path.read_text().split() if path.is_file() else []
    if known[-1:] != [address]:
        path.write_text("\n".join([*(one for one in known if one != address), address, ""]))


def load(data: Path) -> None:
    """Make Django ready for the site in a folder, whatever is in it. Files made from now on are not for others to read."""
    os.umask(0o027)
    os.environ["TAKWIN_DATA"] = str(data.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "takwin.config.settings"
    import django

    django.setup()


def enter(data: Path) -> None:
    """Make Django ready for a site that must be there and up to date. Raises Trouble."""
    must_be_there(data)
    load(data)
    if waiting := waiting_migrations():
        changes = counted(waiting, "change") + " to make"
        raise Trouble(f"The database is older than this version ({changes}): run {typed('upgrade', data)}")


def must_be_there(data: Path) -> None:
    """Raises Trouble when there is no site, or not all of it."""
    database = data / DATABASE
    missing = [] if exists(data) else [data / "keys" / "secret"]
    missing += [database] if on_sqlite() and not database.is_file() else []
    if missing and ((data / "keys").is_dir() or database.is_file()):
        raise Trouble(
            f"{missing[0]} is missing: bring it back from a backup, with `takwin restore` into another folder."
        )
    if missing:
        raise Trouble(f"There is no site in {data}: make one with {typed('init', data)}")


def waiting_migrations() -> int:
    """How many changes of tables this version has that the database has not."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    """Bring the tables to this version."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)

"""Bring a site to this version: a backup first, then its tables, then a check."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from takwin import __version__
from takwin.config import backup, site
from takwin.config.alone import alone
from takwin.config.progress import note
from takwin.config.trouble import Trouble, explain
from takwin.config.wording import counted, typed


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the backup goes."""
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="the backup to write (default: a dated one in DIR/backups)"
    )


def run(options: argparse.Namespace) -> int:
    """Upgrade and say how to go back."""
    data = options.data
    site.must_be_there(data)
    site.load(data)
    target = options.to or backup.default_target(data, datetime.now(UTC))
    with alone(data, "Stop the site first."):
        backup.write(data, target)
        waiting = site.waiting_migrations()
        try:
            bring_up_to_date(data)
        except Exception as problem:
            raise Trouble(f"The upgrade stopped: {explain(problem)} To go back: {way_back(target)}") from problem
    changes = counted(waiting, "change of tables", "changes of tables")
    print(f"{data} is at Takwin {__version__}: {changes}. Start the site again.")
    print(f"To go back: {way_back(target)}")
    return 0


def bring_up_to_date(data: Path) -> None:
    """Change the tables, render what is rendered otherwise now, read drafts anew, fill the catalogue, and check. Raises what stops it."""
    from takwin.content.actions import check_all, render_all
    from takwin.learning.actions import shelve_again

    note("Changing the tables…")
    site.migrate()
    note("Rendering the courses…")
    render_all()
    check_all()
    shelve_again()
    if site.on_sqlite():
        backup.check_database(data / site.DATABASE)


def way_back(backup_file: Path) -> str:
    """What to do when the new version does not suit."""
    command = typed("restore", Path("NEW_FOLDER"), str(backup_file))
    empty = "" if site.on_sqlite() else ", with an empty database in DATABASE_URL,"
    return f"install the version you had, then run {command}{empty} and serve that folder."

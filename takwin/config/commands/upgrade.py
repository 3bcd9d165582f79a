"""Bring a site to this version: a backup first, then its tables, then a check."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from takwin import __version__
from takwin.config import backup, site
from takwin.config.trouble import Trouble


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the backup goes."""
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="the backup to write (default: a dated one in DIR/backups)"
    )


def run(options: argparse.Namespace) -> int:
    """Upgrade and say how to go back."""
    data = options.data
    if not site.exists(data):
        raise Trouble(f"There is no site in {data}: make one with `takwin init --data {data}`.")
    site.load(data)
    target = options.to or backup.default_target(data, datetime.now(UTC))
    backup.write(data, target)
    waiting = site.waiting_migrations()
    from takwin.content.actions import render_all

    try:
        site.migrate()
        render_all()
        if site.on_sqlite():
            backup.check_database(data / site.DATABASE)
    except Exception as problem:
        raise Trouble(f"The upgrade stopped ({problem}). To go back: {way_back(target)}") from problem
    print(f"{data} is at Takwin {__version__}: {waiting} changes of tables. Start the site again.")
    print(f"To go back: {way_back(target)}")
    return 0


def way_back(backup_file: Path) -> str:
    """What to do when the new version does not suit."""
    return f"install the version you had, then `takwin restore {backup_file} --data NEW_FOLDER` and serve that folder."

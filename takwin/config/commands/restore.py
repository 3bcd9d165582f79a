"""Bring a backup back, into an empty folder."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from takwin.config import restore
from takwin.config.wording import counted, typed


def arguments(parser: argparse.ArgumentParser) -> None:
    """The backup."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what `takwin backup` wrote")


def run(options: argparse.Namespace) -> int:
    """Restore and say what came back."""
    back = restore.restore(options.file, options.data)
    made = f"{datetime.fromisoformat(back.made).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    files = counted(back.files, "file")
    print(f"{options.data}: the site as it was on {made}, {files}, every digest right, the database sound.")
    if back.waiting:
        print(f"It was made by an older version: run {typed('upgrade', options.data)} before you serve it.")
    return 0

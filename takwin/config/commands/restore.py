"""Bring a backup back, into an empty folder."""

import argparse
from pathlib import Path

from takwin.config import restore
from takwin.config.wording import counted, typed


def arguments(parser: argparse.ArgumentParser) -> None:
    """The backup."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what `takwin backup` wrote")


def run(options: argparse.Namespace) -> int:
    """Restore and say what came back."""
    back = restore.restore(options.file, options.data)
    print(
        f"{options.data}: the site as it was on {back.made}, {counted(back.files, 'file')}, every digest right, the database sound."
    )
    if back.waiting:
        print(f"It was made by an older version: run {typed('upgrade', options.data)} before you serve it.")
    return 0

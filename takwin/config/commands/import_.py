"""Bring in a course that another platform exported, as course source, and say what was lost."""

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """The export and where its source goes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="an Open edX export (.tar.gz)")
    parser.add_argument("--to", type=Path, metavar="DIR", help="the course folder to write (default: ./COURSE-ID)")
    parser.add_argument("--json", action="store_true", help="print the report of losses as JSON")


def run(options: argparse.Namespace) -> int:
    """Import, and print the report."""
    raise NotImplementedError

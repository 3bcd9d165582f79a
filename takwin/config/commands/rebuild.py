"""Throw away everything that is computed from the record, and compute it again."""

import argparse

from takwin.config import site
from takwin.config.progress import note


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> int:
    """Rebuild and say what differed."""
    site.enter(options.data)
    from takwin.learning import actions

    note("Reading the record…")
    done = actions.rebuild()
    print(f"{done.rows} enrolments computed again; {done.changed} differed from what was there.")
    return 0

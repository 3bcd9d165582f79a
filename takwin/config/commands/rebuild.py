"""Throw away everything that is computed from the record and from releases, and compute it again."""

import argparse
from functools import partial

from takwin.config import site
from takwin.config.progress import note, steps
from takwin.config.wording import counted


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> int:
    """Rebuild and say what differed."""
    site.enter(options.data)
    from takwin.learning import actions

    note("Reading the record…")
    done = actions.rebuild(partial(steps, "Enrolments"))
    print(f"{counted(done.rows, 'enrolment')} computed again; {done.changed} differed from what was there.")
    note("Reading the courses…")
    print(f"The catalogue knows {counted(actions.shelve_again(), 'course')} anew.")
    return 0

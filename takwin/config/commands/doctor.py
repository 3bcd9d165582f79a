"""Look at everything the site needs: disk, database, keys, clock, pages, mail, background work."""

import argparse

from takwin.config import site


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> int:
    """Examine and say it line by line; fails when something is wrong."""
    site.must_be_there(options.data)
    site.load(options.data)
    from takwin.config import doctor

    worst = 0
    for finding in doctor.examine(options.data):
        print(f"{doctor.WORDS[finding.weight]:<8} {finding.what:<12} {finding.sentence}", flush=True)
        worst = max(worst, finding.weight)
    return 1 if worst == doctor.WRONG else 0

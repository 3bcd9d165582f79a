"""List the jobs that failed for good, and how many wait; try the failed ones again, or forget them."""

import argparse

from takwin.config import site
from takwin.config.wording import counted


def arguments(parser: argparse.ArgumentParser) -> None:
    """At most one change."""
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--retry", action="store_true", help="let the failed jobs run once more")
    change.add_argument("--forget", action="store_true", help="drop the failed jobs; they will never be done")


def run(options: argparse.Namespace) -> int:
    """Make the change, or list."""
    site.enter(options.data)
    from takwin.jobs import worker

    if options.retry:
        print(f"{counted(worker.retry_failed(), 'failed job')} will run once more.")
    elif options.forget:
        print(f"{counted(worker.forget_failed(), 'failed job')} forgotten.")
    else:
        for job in worker.failures():
            print(f"{job.since:%Y-%m-%d %H:%M} {job.name}: {job.why}")
        print(f"{counted(worker.failed(), 'job')} failed for good, {worker.waiting()} waiting.")
    return 0

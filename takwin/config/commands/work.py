"""Work in the background: jobs and followers. `takwin serve` does this too, unless told --without-work."""

import argparse

from takwin.config import site
from takwin.config.wording import counted


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to go on for ever."""
    parser.add_argument("--once", action="store_true", help="do what is waiting now, then end")


def run(options: argparse.Namespace) -> int:
    """Work until told to stop."""
    site.enter(options.data)
    from takwin.config import work

    if options.once:
        done = work.once()
        followed, left = counted(done.sentences, "sentence"), counted(done.waiting, "job")
        print(f"{followed} followed, {left} left, {done.failed} failed.")
        return 0
    return work.forever()

"""Serve the site: web workers, and the process that works in the background."""

import argparse
import os

from takwin.config import addresses, site


def arguments(parser: argparse.ArgumentParser) -> None:
    """Address and number of workers."""
    addresses.listening(parser)
    parser.add_argument("--without-work", action="store_true", help="leave background work to `takwin work`")


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    os.environ.setdefault("TAKWIN_URL", f"http://localhost:{options.port}")
    site.enter(options.data)
    from takwin.config import server

    server.serve(options.host, options.port, options.workers, with_work=not options.without_work)
    return 0

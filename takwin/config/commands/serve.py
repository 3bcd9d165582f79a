"""Serve the site: web workers, and the process that works in the background."""

import argparse
import os

from takwin.config import site


def arguments(parser: argparse.ArgumentParser) -> None:
    """Address and number of workers."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen at (default: 8000)")
    parser.add_argument("--without-work", action="store_true", help="leave background work to `takwin work`")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="web workers (default: 2)")


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    os.environ.setdefault("TAKWIN_URL", f"http://localhost:{options.port}")
    site.enter(options.data)
    from takwin.config import server

    server.serve(options.host, options.port, options.workers, with_work=not options.without_work)
    return 0

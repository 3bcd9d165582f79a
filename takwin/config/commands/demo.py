"""A site to try out, with people, a course and credentials; served at once. The second time it starts with what is there."""

import argparse
import multiprocessing

from takwin.config import addresses, birth, site
from takwin.config.alone import refuse_second, refuse_taken
from takwin.config.trouble import Trouble


def arguments(parser: argparse.ArgumentParser) -> None:
    """Address, and whether to serve."""
    addresses.listening(parser)
    parser.add_argument("--no-serve", action="store_true", help="only prepare the site")


def run(options: argparse.Namespace) -> int:
    """Prepare the site if need be, then serve it."""
    if not options.no_serve:
        refuse_taken(options.host, options.port)
    if site.exists(options.data):
        if not options.no_serve:
            refuse_second(options.data)  # else the one that is served would be moved
        site.move(options.data, f"http://localhost:{options.port}")
        site.enter(options.data)
    else:
        with birth.new_site(options.data, f"http://localhost:{options.port}"):
            from takwin.config.demo import site as demo

            demo.fill()
            _do_what_waits()
    from takwin.config.demo.site import welcome

    if options.no_serve:
        print(welcome())
        return 0
    from takwin.config import server

    server.serve(options.host, options.port, options.workers, ready=lambda: print(welcome(), flush=True))
    return 0


def _do_what_waits() -> None:
    """Follow and print in a process of its own: the printer starts threads, which a process forked later would wait for in vain.
    Raises Trouble."""
    from django.db import connections

    from takwin.config import work

    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=work.once)
    process.start()
    process.join()
    if process.exitcode:
        raise Trouble("The credentials of the demo could not be made; the lines above say why.")

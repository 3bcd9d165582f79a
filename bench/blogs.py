"""A thousand blogs on this machine, some of them hostile or dead; and a hub that follows them: run in the site it fills."""

import gzip
import json
import os
import socket
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

GOOD, BAD = 950, 50
ENTRIES, TAGGED = 10, 2
"""Posts of a blog, and those of them that are for the hub."""
LONGEST = 60
"""Seconds after which a hostile site gives up by itself."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512


class _Blog(BaseHTTPRequestHandler):
    """What is asked for is in the path: a feed, or one of the ways to be a bad site."""

    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        """Answer in the way of the path."""
        try:
            BAD_WAYS.get(self.path.strip("/"), _feed)(self)
        except OSError:
            return  # the reader had enough

    def log_message(self, *told: object) -> None:
        """Say nothing."""

    def head(self, status: int, kind: str = "application/rss+xml", **more: str) -> None:
        """The first lines of an answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()


def _feed(blog: _Blog) -> None:
    number = blog.path.strip("/")
    items = "".join(
        f"<item><title>Note {one}</title><link>http://blog/{number}/{one}</link><guid>{number}-{one}</guid>"
        f"<category>{'classe' if one < TAGGED else 'voyages'}</category><description>&lt;p&gt;{'Une idée de leçon. ' * 30}&lt;/p&gt;</description></item>"
        for one in range(ENTRIES)
    )
    blog.head(200, ETag=f'"{number}"')
    blog.wfile.write(f'<rss version="2.0"><channel><title>Carnet {number}</title>{items}</channel></rss>'.encode())


def _large(blog: _Blog) -> None:
    blog.head(200)
    for _ in range(1024):
        blog.wfile.write(b"<rss>" * (1 << 18))


def _endless(blog: _Blog) -> None:
    blog.head(200)
    for _ in range(LONGEST * 2):
        blog.wfile.write(b"<rss>")
        blog.wfile.flush()
        time.sleep(0.5)


def _bomb(blog: _Blog) -> None:
    blog.head(200, **{"Content-Encoding": "gzip"})
    blog.wfile.write(gzip.compress(b"\0" * (1 << 26)))


def _page(blog: _Blog) -> None:
    blog.head(200, "text/html")
    blog.wfile.write(b"<script>alert(1)</script>" * 99)


BAD_WAYS: dict[str, Callable[[_Blog], object]] = {
    "large": _large,
    "endless": _endless,
    "bomb": _bomb,
    "silent": lambda blog: time.sleep(LONGEST),
    "round": lambda blog: blog.head(302, Location=f"http://{blog.headers['Host']}/round"),
    "inside": lambda blog: blog.head(302, Location="http://10.0.0.1/admin"),
    "no-xml": _page,
    "broken": lambda blog: blog.head(500),
}
DEAD = "dead"


def _addresses(port: int) -> list[str]:
    """Each blog on a host of its own: all of 127.0.0.0/8 is this machine. A dead one is at a port where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = taken.getsockname()[1]
    ways = [*BAD_WAYS, DEAD]
    bad = [ways[number % len(ways)] for number in range(BAD)]
    paths = [*(str(number) for number in range(GOOD)), *bad]
    return [
        f"http://127.1.{number // 250}.{number % 250 + 1}:{nobody if path == DEAD else port}/{path}"
        for number, path in enumerate(paths)
    ]


def harvest() -> dict[str, float]:
    """Fill a hub with a thousand feeds and harvest it: seconds, feeds, failures, posts."""
    from django.utils import timezone

    from takwin.accounts import actions as accounts
    from takwin.community import actions
    from takwin.community.actions.feeds import AGENT, SECONDS, harvest
    from takwin.community.feeds import reading
    from takwin.community.models import Feed
    from takwin.config.demo.runs import CROWD
    from takwin.config.demo.site import sample_course
    from takwin.content import actions as content
    from takwin.learning import actions as learning
    from takwin.lib.outside import Fetched, fetch

    now = timezone.now()
    people = [accounts.sign_up(f"{name} {number}", None, "fr") for number in range(4) for name, _, _ in CROWD["xmooc"]]
    accounts.appoint(people[0])
    run = learning.create_run(content.publish(sample_course(), people[0], now).release)
    hub = actions.keep_hub(run, "classe", public=False, by=people[0], now=now)
    with _Server(("0.0.0.0", 0), _Blog) as server:  # noqa: S104 - all of 127.0.0.0/8
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for number, address in enumerate(_addresses(server.server_port)):
            Feed.objects.create(hub=hub, person=people[number % len(people)], address=address, added=now, due=now)

        def get(address: str, headers: dict[str, str]) -> Fetched:
            asked = {"User-Agent": AGENT, **headers}
            return fetch(address, asked, reading.MOST, may=lambda host: host.startswith("127."), seconds=SECONDS)

        began = time.perf_counter()
        told = harvest(now, get)
        seconds = time.perf_counter() - began
        server.shutdown()
    return {"seconds": seconds, "feeds": told.feeds, "failed": told.failed, "posts": told.posts}


def main() -> None:
    """Harvest, and say how it went."""
    from takwin.config import site

    site.enter(Path(os.environ["TAKWIN_DATA"]))
    print(json.dumps(harvest()))


if __name__ == "__main__":
    main()

"""Sites are asked politely, and only those of the public Internet."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from takwin.content.check import check
from takwin.content.review import links
from takwin.content.tests.builders import folder
from takwin.content.tests.complaints import STEP
from takwin.lib import outside


class Site(BaseHTTPRequestHandler):
    """A site with a page, one that is gone, one that has moved, one that turns in a ring, and one that likes GET only."""

    seen: list[str]

    def do_HEAD(self) -> None:
        self.seen.append(f"HEAD {self.path}")
        moves = {
            "/old": (301, "/page"),
            "/now": (302, "/page"),
            "/ring": (301, "/ring"),
            "/inside": (301, "http://127.0.0.2/"),
        }
        if self.path in moves:
            status, there = moves[self.path]
            self.send_response(status)
            self.send_header("Location", there)
        else:
            self.send_response({"/page": 200, "/gone": 404, "/broken": 503, "/only-get": 405}.get(self.path, 403))
        self.end_headers()

    def do_GET(self) -> None:
        self.seen.append(f"GET {self.path}")
        self.send_response({"/only-get": 200, "/gone": 404, "/broken": 503}.get(self.path, 403))
        self.end_headers()

    def log_message(self, *said: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def here(address: str) -> outside.Answer:
    return outside.ask(address, may=lambda numeric: numeric == "127.0.0.1", seconds=5)


@pytest.mark.parametrize(
    ("path", "status", "end", "moved"),
    [
        ("/page", 200, "/page", False),
        ("/page?a=1", 403, "/page?a=1", False),
        ("/gone", 404, "/gone", False),
        ("/old", 200, "/page", True),
        ("/now", 200, "/page", False),
        ("/only-get", 200, "/only-get", False),
    ],
)
def test_what_a_site_says(site: str, path: str, status: int, end: str, moved: bool) -> None:
    assert here(site + path) == outside.Answer(status, site + end, moved)


def test_a_ring_ends(site: str) -> None:
    with pytest.raises(outside.NoAnswer):
        here(f"{site}/ring")
    assert len(Site.seen) == outside.MOST_MOVES + 1


def test_a_move_to_a_private_machine_is_not_followed(site: str) -> None:
    with pytest.raises(outside.NotPublic):
        here(f"{site}/inside")


def test_nothing_is_asked_of_this_machine_or_its_network(site: str) -> None:
    for address in (
        f"{site}/page",
        site.replace("127.0.0.1", "localhost"),
        "http://[::1]/",
        "http://10.0.0.1/",
        "ftp://a.org/",
    ):
        with pytest.raises(outside.NotPublic):
            outside.ask(address)
    assert Site.seen == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.1.2.3", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("not an address", False),
    ],
)
def test_what_is_public(address: str, public: bool) -> None:
    assert outside.public(address) is public


def test_nobody_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        with pytest.raises(outside.NoAnswer):
            here(f"http://127.0.0.1:{taken.getsockname()[1]}/page")


def test_what_the_author_is_told(tmp_path: Path) -> None:
    answers = {
        "https://a.org/page": outside.Answer(200, "https://a.org/page", moved=False),
        "https://a.org/gone": outside.Answer(404, "https://a.org/gone", moved=False),
        "https://a.org/closed": outside.Answer(403, "https://a.org/closed", moved=False),
        "https://b.org/old": outside.Answer(200, "https://b.org/new", moved=True),
        "https://b.org/broken": outside.Answer(503, "https://b.org/broken", moved=False),
    }
    asked: list[str] = []

    def ask(address: str) -> outside.Answer:
        asked.append(address)
        if address.endswith("away"):
            raise outside.NoAnswer(address)
        return answers[address]

    lines = [
        f"[ici]({one})"
        for one in [*answers, "https://c.org/away", "https://a.org/gone#d", "http://10.0.0.1/", "mailto:a@b.org"]
    ]
    place = folder(tmp_path, {f"one/welcome.{one}.md": STEP + "\n".join(lines) for one in ("fr", "en")})
    told = {(one.name, one.line) for one in check(place, ask).problems if one.file == "one/welcome.fr.md"}
    assert {one for one in told if one[0].startswith("link-")} == {
        ("link-gone", 5),
        ("link-moved", 7),
        ("link-unreachable", 8),
        ("link-unreachable", 9),
        ("link-gone", 10),
        ("link-odd", 11),
    }
    assert sorted(asked) == sorted([*answers, "https://c.org/away"])


def test_nobody_is_asked_unless_one_wants_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "asked", lambda *_: pytest.fail("a site was asked"))
    check(folder(tmp_path, {"one/welcome.fr.md": STEP + "[ici](https://a.org/)"}))

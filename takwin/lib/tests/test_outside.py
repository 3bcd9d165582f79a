"""What comes from outside comes in time, in size, and from public machines only."""

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from takwin.lib.outside import Fetched, NoAnswer, NotPublic, TooLarge, fetch


class Site(BaseHTTPRequestHandler):
    """A site of every bad habit."""

    asked: list[dict[str, str]]

    def do_GET(self) -> None:
        self.asked.append(dict(self.headers))
        with suppress(OSError):
            getattr(self, "give_" + self.path.strip("/").replace("-", "_"))()

    def _give(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def give_page(self) -> None:
        if self.headers.get("If-None-Match") == '"one"':
            self._give(b"", 304)
        else:
            self._give(b"words", ETag='"one"')

    def give_moved(self) -> None:
        self._give(b"", 301, Location="/page")

    def give_inside(self) -> None:
        self._give(b"", 302, Location="http://127.0.0.2/page")

    def give_elsewhere(self) -> None:
        self._give(b"", 302, Location="file:///etc/passwd")

    def give_ring(self) -> None:
        self._give(b"", 302, Location="/ring")

    def give_packed(self) -> None:
        self._give(gzip.compress(b"words"), Content_Encoding="gzip")

    def give_bomb(self) -> None:
        self._give(gzip.compress(b"0" * 10_000_000), Content_Encoding="gzip")

    def give_broken_pack(self) -> None:
        self._give(b"no gzip at all", Content_Encoding="gzip")

    def give_gigabyte(self) -> None:
        self._give(b"0" * 100_000, Content_Length=str(1 << 30))

    def give_endless(self) -> None:
        self._give(b"")
        while True:
            self.wfile.write(b"0" * 65536)

    def give_dripping(self) -> None:
        self._give(b"")
        while True:
            self.wfile.write(b"0")
            self.wfile.flush()
            time.sleep(0.05)

    def give_dripping_head(self) -> None:
        self.send_response(200)
        self.flush_headers()
        while True:
            self.wfile.write(b"X-Y: z\r\n")
            self.wfile.flush()
            time.sleep(0.05)

    def log_message(self, *said: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def got(address: str, most: int = 50_000, **headers: str) -> Fetched:
    return fetch(address, headers, most, may=lambda one: one == "127.0.0.1", seconds=1)


def test_a_page_is_got_and_not_again_while_it_is_the_same(site: str) -> None:
    first = got(f"{site}/page")
    assert (first.status, first.body, first.headers["etag"]) == (200, b"words", '"one"')
    again = fetch(f"{site}/page", {"If-None-Match": '"one"'}, 100, may=lambda one: True)
    assert (again.status, again.body) == (304, b"")


def test_a_page_that_moved_is_found(site: str) -> None:
    found = got(f"{site}/moved")
    assert (found.status, found.address, found.moved, found.body) == (200, f"{site}/page", True, b"words")


@pytest.mark.parametrize("path", ["inside", "elsewhere"])
def test_no_move_leads_to_what_is_not_public(site: str, path: str) -> None:
    with pytest.raises(NotPublic):
        got(f"{site}/{path}")
    assert len(Site.asked) == 1


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://[::1]/", "http://10.0.0.1/", "ftp://example.org/", "http://[x/", "mailto:a@b"],
)
def test_what_is_not_public_is_not_asked(address: str) -> None:
    with pytest.raises(NotPublic):
        fetch(address, {}, 100)


def test_what_comes_packed_is_unpacked(site: str) -> None:
    assert got(f"{site}/packed").body == b"words"


@pytest.mark.parametrize("path", ["bomb", "endless", "gigabyte"])
def test_what_is_too_large_is_left(site: str, path: str) -> None:
    began = time.monotonic()
    with pytest.raises(TooLarge):
        got(f"{site}/{path}")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("path", ["dripping", "dripping-head", "ring", "broken-pack"])
def test_what_never_ends_or_makes_no_sense_is_no_answer(site: str, path: str) -> None:
    began = time.monotonic()
    with pytest.raises(NoAnswer):
        got(f"{site}/{path}")
    assert time.monotonic() - began < 5

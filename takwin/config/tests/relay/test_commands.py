"""`takwin relay` as people type it: two folders, two served sites, by network and by files that are torn and taken twice."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from lxml import html

from takwin.config.tests.conftest import Takwin, copy, runner
from takwin.config.tests.relay.site import Site
from takwin.config.tests.test_serve import until
from tests.mail import free_port

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the words of a command are alike on every database"),
]
PASSWORD = "un mot de passe du centre"
STEP = "/courses/essai/one/check/"


class Browser:
    """A browser with scripts off, at a served site."""

    def __init__(self, port: int) -> None:
        self.root, self.open = f"http://localhost:{port}", build_opener(HTTPCookieProcessor(CookieJar())).open

    def send(self, path: str, action: str, **values: str) -> int:
        """Open a page, fill in the form whose address ends so, and send it; the status."""
        with self.open(self.root + path) as answer:
            page: Any = html.fromstring(answer.read())
        form = next(
            one for one in page.xpath("//main//form") if (one.get("action") or path).split("#")[0].endswith(action)
        )
        data: dict[str, str] = {
            one.get("name"): one.get("value") or "" for one in form.xpath(".//input[@type='hidden'][@name]")
        }
        ticked = form.xpath(".//label[contains(., 'Deux')]//input")
        data |= {one.get("name"): one.get("value") for one in ticked}
        target = self.root + (form.get("action") or path)
        try:
            with self.open(target, urlencode({**data, **values}).encode()) as answer:
                return int(answer.status)
        except HTTPError as refused:
            return refused.code


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Takwin, int], None]]:
    """Serves a site by `takwin serve` at a port."""
    running = []

    def start(takwin: Takwin, port: int) -> None:
        log = tmp_path / f"{port}.log"
        with log.open("wb") as stream:
            command = [sys.executable, "-m", "takwin", "serve", "--port", str(port)]
            running.append(subprocess.Popen(command, env=takwin.environment, stderr=stream, start_new_session=True))
        assert until(lambda: b"is ready at" in log.read_bytes()), log.read_text()

    yield start
    for process in running:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def said(takwin: Takwin, *arguments: str) -> str:
    """What `takwin relay` prints."""
    done = takwin("relay", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_centre_works_with_its_box(
    parent: Site, empty: tuple[Path, str], tmp_path: Path, serve: Callable[[Takwin, int], None]
) -> None:
    nodes = parent("country", people=["amina", "brahim"])
    there, here = free_port(), free_port()
    site = runner(TAKWIN_DATA=str(parent.data), TAKWIN_URL=f"http://localhost:{there}")
    box = copy(empty, tmp_path / "laptop")
    box.environment["TAKWIN_URL"] = f"http://localhost:{here}"
    serve(site, there)
    invitation, up, down, torn = (str(tmp_path / name) for name in ("invitation", "up", "down", "torn"))

    assert "makes a site the box of Centre" in said(site, "invite", "C1", invitation)
    assert Path(invitation).stat().st_mode & 0o077 == 0, "nobody else reads it"
    assert "This site is the box of Centre." in said(box, "join", invitation)
    assert said(box, "pull") == "2 people on the roster of this box now.\n"
    codes = dict(re.findall(r"^.*\t(\w+)\t(.+)$", said(box, "codes"), re.MULTILINE))
    assert set(codes) == {"amina", "brahim"}

    serve(box, here)
    amina, brahim = Browser(here), Browser(here)
    for name, browser in (("amina", amina), ("brahim", brahim)):
        assert browser.send("/enter/", "/enter/", login=name, code=codes[name], password=PASSWORD) == 200
    assert amina.send(STEP, "answer/count", **{"answer.sum": "12"}) == 200
    status = said(box, "status")
    waits = int(re.search(r"(\d+) acts? not yet answered", status)[1])  # type: ignore[index]
    assert waits >= 2
    assert said(box, "push") == f"{waits} acts sent.\n"
    assert said(box, "push") == "Nothing waits here: the parent has all.\n"
    assert "0 acts waiting there" in said(site, "status")
    assert parent("stands", name="amina")["mark"] == 200

    assert brahim.send(STEP, "answer/count", **{"answer.sum": "12"}) == 200
    written = said(box, "export", up)
    assert re.match(rf"\d+ acts in {up}: import it at the parent", written)
    Path(torn).write_bytes(Path(up).read_bytes()[:900])
    refused = site("relay", "import", torn)
    assert refused.returncode == 1
    assert "copy it again, or export it again" in refused.stderr
    many = written.split()[0]
    assert said(site, "import", up) == f"{many} acts taken, 0 known before, 0 refused.\n"
    assert "This was taken already" in said(site, "import", up)
    assert "2 people in" in said(site, "export", down, "--centre", "C1")
    assert said(box, "import", down) == "2 people on the roster of this box now.\n"
    assert "This was taken already" in said(box, "import", down)
    assert said(box, "export", up) == "Nothing waits here: the parent has all. No file was written.\n"
    assert parent("stands", name="brahim")["mark"] == 200

    assert "Nothing is taken any more from the box of Centre" in said(site, "close", str(nodes["one"]))
    closed = box("relay", "pull")
    assert closed.returncode == 1
    assert "The parent refuses" in closed.stderr

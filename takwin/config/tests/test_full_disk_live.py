"""A site that is served while its disk fills up: it is read on, it says the true reason, and goes on once there is room."""

import http.cookiejar
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from takwin.config.tests.conftest import runner
from takwin.config.tests.test_disk import Disk, disk, fill, pytestmark  # noqa: F401 - a fixture, and where it works
from takwin.config.tests.test_serve import until
from tests.mail import free_port

COURSE = "/courses/feedback-to-a-colleague/"
REFUSED = {"fr": "rien ne peut être enregistré", "ar": "لا يمكن حفظ أي شيء", "en": "Nothing can be kept at the moment"}


class Browser:
    """Keeps cookies and the form of the page it saw last; says status and text."""

    def __init__(self, port: int, language: str = "fr") -> None:
        self.address, self.text = f"http://localhost:{port}", ""
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), urllib.request.ProxyHandler({})
        )
        self.opener.addheaders = [("Accept-Language", language)]

    def get(self, path: str, data: bytes | None = None) -> int:
        try:
            with self.opener.open(self.address + path, data, timeout=30) as answer:
                status, content = answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                status, content = refused.code, refused.read()
        self.text = content.decode()
        return int(status)

    def post(self, path: str, **fields: str) -> int:
        """Send a form of the page that was seen last."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.text)
        sent = fields | {"csrfmiddlewaretoken": token[1] if token else ""}
        return self.get(path, urllib.parse.urlencode(sent).encode())

    def sign_in(self, name: str) -> int:
        assert self.get("/sign-in/") == 200
        return self.post("/sign-in/", login=name, password="takwin-demo")


@pytest.fixture
def served(disk: tuple[Path, Disk], tmp_path: Path) -> Iterator[tuple[Path, int]]:  # noqa: F811
    """The demo on a small disk, served: the disk and the port."""
    there, mount = disk
    mount("size=60m")
    port, takwin = free_port(), runner(TAKWIN_DATA=str(tmp_path / "demo"))
    assert takwin("demo", "--no-serve", "--port", str(port)).returncode == 0
    shutil.copytree(tmp_path / "demo", there / "site")
    environment = takwin.environment | {"TAKWIN_DATA": str(there / "site")}
    log = tmp_path / "log"
    with log.open("wb") as told:
        command = [sys.executable, "-m", "takwin", "serve", "--port", str(port), "--workers", "1"]
        process = subprocess.Popen(command, env=environment, stderr=told)
        assert until(lambda: b"is ready at" in log.read_bytes()), log.read_text()
        yield there, port
        process.terminate()
        process.wait(timeout=30)
    assert "500 Internal" not in log.read_text()


def test_a_site_whose_disk_fills_up_is_read_on_and_says_why_it_keeps_nothing(served: tuple[Path, int]) -> None:
    there, port = served
    amina, visitor = Browser(port), Browser(port)
    assert amina.sign_in("amina") == 200
    assert amina.get(COURSE) == 200
    steps = sorted(set(re.findall(rf'href="({COURSE}[\w-]+/[\w-]+/)"', amina.text)))
    fill(there)
    for address in ("/", COURSE, "/learn/", "/account/", *steps):
        assert amina.get(address) == 200, address
    for address in ("/", COURSE, "/sign-in/", "/sign-up/"):
        assert visitor.get(address) == 200, address
    for language, words in REFUSED.items():
        hassan = Browser(port, language)
        assert (hassan.sign_in("hassan"), words in hassan.text) == (503, True)
    done = [address for address in steps if amina.get(address) == 200 and f'action="{address}done' in amina.text]
    assert done
    assert amina.get(done[0]) == 200
    assert (amina.post(f"{done[0]}done"), REFUSED["fr"] in amina.text) == (503, True)
    assert visitor.get("/health") == 200
    (there / "filler").unlink()
    assert amina.get(done[0]) == 200
    assert amina.post(f"{done[0]}done") == 200
    assert Browser(port).sign_in("hassan") == 200

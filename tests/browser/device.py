"""A phone that somebody studies on: a browser whose memory outlives its windows, a network that can be cut, slow or full."""

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page, expect

from tests.browser.conftest import PHONE
from tools.chromium import find

SLUG = "feedback-to-a-colleague"
HERE = f"/courses/{SLUG}"
DESK = f"/desk/{SLUG}/"
PASSWORD = "brouillon-du-soir-7"
SLOW = {"offline": False, "latency": 300, "downloadThroughput": 31_250, "uploadThroughput": 6_250}
"""2G: 250 kbit/s down, 50 up, 300 ms."""
NOWHERE = ("--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>")
"""A browser that reaches nothing."""


class Device:
    """One phone. `page` is the window that is open; `close` shuts the browser, `open` starts it again with the same memory."""

    def __init__(self, chromium: Browser, folder: Path, site: str, language: str) -> None:
        self.chromium, self.folder, self.site, self.language = chromium, folder, site, language
        self.open()

    def open(self, *, offline: bool = False) -> Page:
        """Start the browser. `offline` cuts it off until it is shut: a worker that only begins is not reached by `offline()`."""
        self.context: BrowserContext = self.chromium.browser_type.launch_persistent_context(
            self.folder,
            executable_path=find(),
            args=["--no-sandbox", *(NOWHERE if offline else [])],
            base_url=self.site,
            locale=self.language,
            viewport=PHONE,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        self.page = self.context.pages[0]
        return self.page

    def close(self) -> None:
        """Shut the browser."""
        with suppress(Error):
            self.context.close()

    def kill(self) -> None:
        """The system ends the browser from one moment to the next, as a phone does that runs out of memory."""
        mine = f"--user-data-dir={self.folder}\0".encode()
        for told in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                words = told.read_bytes() + b"\0"
                if mine in words and b"--type=" not in words:
                    os.kill(int(told.parent.name), signal.SIGKILL)
        self.close()

    def crash(self) -> Page:
        """The system ends the window that is open, from one moment to the next; a new one is opened."""
        with self.page.expect_event("crash"), suppress(Error):
            self.page.goto("chrome://crash")
        self.page, gone = self.context.new_page(), self.page
        gone.close()
        return self.page

    def offline(self, gone: bool = True) -> None:
        """Cut the network, or mend it."""
        self.context.set_offline(gone)

    @contextmanager
    def slow(self) -> Iterator[None]:
        """The window that is open is on 2G for a while. The switch is let go afterwards: as long as it is held, the window stays on the line
        whatever `offline` says."""
        switch = self.developer()
        switch.send("Network.emulateNetworkConditions", SLOW)
        try:
            yield
        finally:
            switch.detach()

    def cut(self) -> bool:
        """Whether the window that is open reaches nothing."""
        reach = "fetch('/desk/me.json', { cache: 'no-store' }).then(() => false, () => true)"
        return bool(self.page.evaluate(reach))

    def developer(self) -> CDPSession:
        """The browser's own switches, for the window that is open."""
        return self.context.new_cdp_session(self.page)

    def join(self, name: str, course: str = HERE) -> str:
        """Somebody new has an account and takes the course; under which name they sign in."""
        self.page.goto(f"/sign-up/?next={course}/")
        self.page.fill("[name=name]", name)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main form .button")
        login = self.page.locator("main dl strong bdi").first.text_content() or ""
        self.take(course)
        return login

    def take(self, course: str) -> None:
        """Take a course."""
        self.page.goto(f"{course}/")
        self.page.locator(f"form[action^='{course}/enrol'] .button").first.click()
        self.page.wait_for_url(f"**{course}/*/*/")

    def enter(self, login: str) -> None:
        """Sign in again."""
        self.page.goto("/sign-in/")
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main form:has([name=password]) .button")
        self.page.wait_for_url("**/learn/")

    def take_along(self, desk: str = DESK, variant: str = "") -> None:
        """Take the course along, as text if nothing else is said."""
        self.page.goto(desk)
        if variant:
            self.page.locator(f"[data-part=choose] [value={variant}]").check()
        self.page.locator("[data-part=choose] form button").click()
        expect(self.page.locator("[data-part=here] .notice-success")).to_be_visible(timeout=30_000)
        self.page.evaluate("navigator.serviceWorker.ready")

    def state(self, desk: str = DESK) -> Any:
        """What the server says of the person in the course."""
        return self.page.request.get(f"{desk}state.json").json()

    def waiting(self) -> list[Any]:
        """The acts that wait on the device, in order."""
        no = {one["id"] for one in self.page.evaluate(ROWS, "refused")}
        return [one for one in self.page.evaluate(ROWS, "queue") if one["id"] not in no]

    def refused(self) -> list[Any]:
        """The acts that were refused and stay on the device."""
        left = {one["id"]: one for one in self.page.evaluate(ROWS, "queue")}
        return [left.get(one["id"], {}) | one for one in self.page.evaluate(ROWS, "refused")]

    def kept(self, kind: str, **words: str) -> None:
        """Wait until such an act waits on the device."""
        for _ in range(50):
            if any(one["kind"] == kind and words.items() <= one.items() for one in self.waiting()):
                return
            self.page.wait_for_timeout(200)
        raise AssertionError(self.waiting())

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait until something has happened."""
        for _ in range(75):
            if happened():
                return
            self.page.wait_for_timeout(200)
        raise AssertionError(self.waiting())

    def sent(self) -> None:
        """Wait until nothing waits any more."""
        for _ in range(150):
            if not self.waiting():
                return
            self.page.wait_for_timeout(200)
        raise AssertionError(self.waiting())


ROWS = """(name) => new Promise((done, failed) => {
  const asked = indexedDB.open("takwin-desk");
  asked.onerror = () => failed(asked.error);
  asked.onsuccess = () => {
    const found = asked.result.transaction(name).objectStore(name).getAll();
    found.onsuccess = () => { asked.result.close(); done(found.result); };
  };
})"""


@contextmanager
def device(chromium: Browser, folder: Path, site: str, language: str = "fr") -> Iterator[Device]:
    """A phone, switched off in the end."""
    made = Device(chromium, folder, site, language)
    try:
        yield made
    finally:
        made.close()


def taken(site_folder: Path, ids: list[str]) -> int:
    """How many of these acts the server has taken."""
    found = sqlite3.connect(f"file:{site_folder / 'takwin.sqlite3'}?mode=ro", uri=True)
    rows = found.execute("SELECT lower(hex(uid)) FROM desk_act").fetchall()
    found.close()
    return len({one for (one,) in rows} & {name.replace("-", "") for name in ids})

"""A network that is there and brings nothing, and a server that has no time."""

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, TimeoutError, expect

from takwin.content.check import check
from tests.browser.answering import fill
from tests.browser.device import HERE, ROWS, SLUG, Device, device
from tests.house.source import HOUSE

STEP, TASK, QUIZ = f"{HERE}/see/welcome/", f"{HERE}/see/before-the-lesson/", f"{HERE}/talk/check-talking/"
SEND = "import('/static/desk/send.js').then((one) => one.send({ pressed: true }))"


class Line:
    """A line between the phone and the site. While it is `dead`, whatever is said stays in it."""

    def __init__(self, site: str) -> None:
        self._there = ("localhost", int(site.rpartition(":")[2]))
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.site = f"http://localhost:{self._listening.getsockname()[1]}"
        self._alive = threading.Event()
        self._alive.set()
        self._ends, self._threads = [self._listening], list[threading.Thread]()
        self._begin(self._accept)

    @property
    def dead(self) -> bool:
        return not self._alive.is_set()

    @dead.setter
    def dead(self, wanted: bool) -> None:
        self._alive.clear() if wanted else self._alive.set()

    def close(self) -> None:
        self.dead = False
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        for end in self._ends:
            end.close()

    def _begin(self, work: Callable[..., None], *ends: socket.socket) -> None:
        self._threads.append(threading.Thread(target=work, args=ends, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(self._there)
                self._ends += [near, far]
                self._begin(self._carry, near, far)
                self._begin(self._carry, far, near)

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(65_536):
                self._alive.wait()
                other.sendall(piece)
        with suppress(OSError):
            other.shutdown(socket.SHUT_WR)


@pytest.fixture
def line(site: str) -> Iterator[Line]:
    made = Line(site)
    yield made
    made.close()


def test_a_network_that_brings_nothing_is_waited_for_four_seconds(
    chromium: Browser, line: Line, tmp_path: Path
) -> None:
    with device(chromium, tmp_path / "phone", line.site) as phone:
        phone.join("Hind Tazi")
        phone.take_along()
        page = phone.page
        page.goto(STEP)
        assert page.locator("[data-desk=status]").count() == 0  # the server's page
        line.dead = True
        began = time.monotonic()
        page.goto(STEP, wait_until="commit")
        assert 3.5 < time.monotonic() - began < 12
        expect(page.locator("[data-desk=status]")).to_be_attached()
        page.goto(TASK, wait_until="domcontentloaded")  # its scripts listen
        page.locator("[data-task] button").first.click()
        expect(page.locator("[data-task] button").first).to_have_attribute("value", "no")
        assert "declared" in [act["kind"] for act in phone.waiting()]
        page.goto(QUIZ, wait_until="domcontentloaded")
        course = check(HOUSE / "courses" / SLUG).compiled
        assert course
        form = page.locator("[data-questions=quiz-talking] form")
        expect(form).to_be_visible()
        items = course.outline["quizzes"]["quiz-talking"]["items"]
        all_of = sum(course.outline["items"][item]["points"] for item in items) // 100
        for item in items:
            fill(form, item, course, "fr")
        form.locator("p.actions button").click()
        expect(form.locator("[data-desk-said]").first).to_be_visible()
        assert form.locator(".result").count() == 0

        line.dead = False  # the page stays where it is, and tells what was right as soon as the server has told it
        with suppress(TimeoutError):  # it is being sent by itself already
            page.locator("[data-desk=status] button").click(timeout=2_000)
        phone.sent()
        expect(page.locator("[data-desk=status] li")).to_have_text(
            re.compile(rf"^Corrigé par le serveur\s: .*, {all_of} sur {all_of}$")
        )
        expect(page.locator("[data-questions=quiz-talking] .is-right").first).to_be_visible(timeout=30_000)
        assert phone.waiting() == phone.refused() == []
        assert phone.state()["declared"] == ["agree-in-five-lines"]


def retry(phone: Device) -> Any:
    """What the device remembers of its last failure: how often, and how many milliseconds it waits."""
    (found,) = [one for one in phone.page.evaluate(ROWS, "about") if one["name"] == "retry"]
    return found["tries"], found["until"] - phone.page.evaluate("Date.now()")


def test_a_device_waits_longer_and_longer_and_in_a_crowd_as_long_as_it_was_told(
    chromium: Browser, site: str, tmp_path: Path
) -> None:
    with device(chromium, tmp_path / "phone", site) as phone:
        phone.join("Saad Benali")
        phone.take_along()
        page = phone.page
        phone.offline()
        page.goto(TASK)
        page.locator("[data-task] button").first.click()
        expect(page.locator("[data-task] button").first).to_have_attribute("value", "no")
        answers = {"status": 503, "headers": {}}
        posts: list[str] = []

        def refused(route: Any) -> None:
            posts.append(json.dumps(answers))
            route.fulfill(**answers)

        phone.context.route("**/desk/acts", refused)
        phone.offline(False)
        page.goto("/courses/")
        for _ in range(3):
            assert page.evaluate(SEND) == "later"
            tries, wait = retry(phone)
            assert 0.5 * 5_000 * 2 ** (tries - 1) - 1_000 < wait < 1.5 * 5_000 * 2 ** (tries - 1)
        assert tries >= 3
        answers |= {"status": 429, "headers": {"Retry-After": "30"}}
        assert page.evaluate(SEND) == "later"
        again, wait = retry(phone)
        assert again == tries  # it was no failure
        assert 29_000 < wait < 35_000
        before = len(posts)
        assert page.evaluate(SEND) == "later"
        assert len(posts) == before  # whoever presses the button meanwhile does not send
        assert phone.waiting()

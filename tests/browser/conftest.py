"""A demo site that is really served, and a real browser to visit it with."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from takwin.config.demo.people import PASSWORD
from tests.mail import free_port
from tools.chromium import find

Visit = Callable[..., Page]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo site keeps its data."""
    return tmp_path_factory.mktemp("demo") / "site"


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of a demo site, made and served as `make run` does."""
    folder, port = site_folder.parent, free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TAKWIN_", "DJANGO_", "DATA"))}
    command = [sys.executable, "-m", "takwin", "demo", "--data", str(site_folder), "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=kept, stdout=log, stderr=log)
        try:
            for _ in range(3000):  # a machine that has a lot to do needs minutes
                if b"Sign in at" in (folder / "log").read_bytes() or process.poll() is not None:
                    break
                time.sleep(0.1)
            assert b"Sign in at" in (folder / "log").read_bytes(), (folder / "log").read_text()
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's browser."""
    if not (path := find()):
        pytest.skip("there is no Chromium here")
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def is_trouble(said: ConsoleMessage) -> bool:
    """Whether a line on the browser's console tells of a mistake of ours; that a form was refused (422) is none."""
    return said.type == "error" and "status of 422" not in said.text


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Visit]:
    """A visitor with a browser of their own: `visit("ar", scripts=False, as_="amina")` gives a page of it. Whatever the page's scripts or
    the content policy complain about fails the test."""
    complaints: list[str] = []
    opened = []

    def begin(language: str = "fr", *, scripts: bool = True, size: Any = PHONE, as_: str = "") -> Page:
        context = chromium.new_context(
            base_url=site, locale=language, viewport=size, java_script_enabled=scripts, reduced_motion="reduce"
        )
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if is_trouble(said) else None)
        if as_:
            page.goto("/sign-in/")
            page.fill("[name=login]", as_)
            page.fill("[name=password]", PASSWORD)
            page.click("main form:has([name=password]) .button")
        return page

    yield begin
    for context in opened:
        context.close()
    assert complaints == []


def speak(page: Page, language: str) -> None:
    """Choose the language of the page with its own switch."""
    page.goto("/courses/")
    if page.locator("html").get_attribute("lang") != language:
        page.locator(f".language-switch button[value={language}]").first.evaluate(
            "button => button.form.requestSubmit(button)"
        )
        page.wait_for_selector(f"html[lang={language}]")

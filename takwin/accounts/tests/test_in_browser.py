"""Passkeys in a real browser, with a device that the browser plays."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from takwin.accounts.models import Person
from tests.cast import PASSWORD
from tools.chromium import find

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not find(), reason="there is no Chromium here")]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def site(live_server: LiveServer, settings: Settings) -> str:
    """The address of a running site, under a name that passkeys accept."""
    settings.BASE_URL = live_server.url.replace("127.0.0.1", "localhost")
    return str(settings.BASE_URL)


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of a browser whose device can keep passkeys."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        page = browser.new_page()
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        yield page
        browser.close()


def by_password(page: Page, site: str) -> None:
    page.goto(f"{site}/sign-in/?next=/account/")
    page.fill("[name=login]", "amina")
    page.fill("[name=password]", PASSWORD)
    page.click("main form:has([name=password]) .button")


def test_a_passkey_is_made_and_signs_in(site: str, amina: Person, page: Page) -> None:
    by_password(page, site)
    page.goto(f"{site}/account/security/passkey/")
    page.fill("[name=name]", "Mon téléphone")
    page.click("form[data-passkey=make] .button")
    expect(page).to_have_url(f"{site}/account/security/spare-codes/")
    page.context.clear_cookies()
    page.goto(f"{site}/sign-in/?next=/account/security/")
    page.click("form[data-passkey=sign-in] .button")
    expect(page).to_have_url(f"{site}/account/security/")
    expect(page.locator("main")).to_contain_text("Mon téléphone")
    page.context.clear_cookies()
    by_password(page, site)
    expect(page).to_have_url(f"{site}/sign-in/second-step/")
    page.click("form[data-passkey=use] .button")
    expect(page).to_have_url(f"{site}/account/")


def test_without_scripts_no_passkey_is_offered(site: str, page: Page) -> None:
    assert page.context.browser
    plain = page.context.browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{site}/sign-in/")
    expect(plain.locator("[data-passkey]")).to_be_hidden()
    expect(plain.locator("[name=password]")).to_be_visible()


def test_back_shows_no_page_of_somebody_who_left(site: str, amina: Person) -> None:
    with sync_playwright() as tools:
        kept = ["--disable-back-forward-cache"]
        browser = tools.chromium.launch(executable_path=find(), args=["--no-sandbox"], ignore_default_args=kept)
        page = browser.new_page()
        by_password(page, site)
        for left in (f"{site}/courses/", f"{site}/account/"):
            page.goto(left)
            page.evaluate("document.querySelector('form[action$=sign-out\\\\/]').submit()")
            expect(page).to_have_url(f"{site}/")
            page.evaluate("history.back()")
            expect(page.locator("body")).not_to_contain_text(amina.name)
            by_password(page, site)
        browser.close()

"""Going back in a browser that keeps pages whole: what was typed is there for its person, and for nobody else."""

import pytest
from playwright.sync_api import Browser, Page, expect

from takwin.config.demo.people import PASSWORD
from tools.chromium import find

STEP = "/courses/feedback-to-a-colleague/see/counting/"
KEEPING = ["--disable-back-forward-cache"]
AWAY = "document.querySelector('form[action$=sign-out\\\\/]').submit()"


def sign_in(page: Page, who: str) -> None:
    page.goto("/sign-in/?next=/account/")
    page.fill("[name=login]", who)
    page.fill("[name=password]", PASSWORD)
    page.click("main form:has([name=password]) .button")
    page.wait_for_url("**/account/")


@pytest.mark.parametrize("who", ["hassan", "brahim"])
def test_back_keeps_what_was_typed_for_whoever_signs_in_again(who: str, chromium: Browser, site: str) -> None:
    browser = chromium.browser_type.launch(executable_path=find(), args=["--no-sandbox"], ignore_default_args=KEEPING)
    page = browser.new_context(base_url=site).new_page()
    sign_in(page, "hassan")
    page.goto(f"{STEP}?again=practice-share")
    page.fill("[name='answer.practice-share']", "1234")
    other = page.context.new_page()
    other.goto("/courses/")
    other.evaluate(AWAY)
    other.wait_for_url(f"{site}/")
    sign_in(other, who)
    other.close()
    page.click("#practice-share .button")
    expect(page.locator(".kicker")).to_have_text("403")
    page.evaluate("history.back()")
    expect(page.locator("[name='answer.practice-share']")).to_have_value("1234" if who == "hassan" else "")
    if who == "hassan":
        page.click("#practice-share .button")
        expect(page).to_have_url(f"{site}{STEP}#practice-share")
    browser.close()

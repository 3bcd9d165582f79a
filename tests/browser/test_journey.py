"""The whole way in Arabic, on a phone, with scripts off: sign up, study, fail, try again, complete, hold a credential that verifies."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from takwin.config.demo.answers import right
from takwin.content.check import check
from takwin.content.compiler import Compiled
from tests.browser.conftest import Visit

SLUG = "feedback-to-a-colleague"
HERE = f"/courses/{SLUG}"
COURSE = Path(__file__).parents[2] / "courses" / SLUG
NAME = "أمينة برادة"


@pytest.fixture(scope="module")
def course() -> Compiled:
    """The sample course with its keys: the one who takes it here has studied well."""
    compiled = check(COURSE).compiled
    assert compiled
    return compiled


def fill(form: Locator, item: str, course: Compiled, language: str) -> None:
    """Answer one question rightly, in the fields of its form."""
    response = right(course.outline["items"][item]["kind"], dict(course.items[item].key[language]))
    chosen = response.get("choices") or ([response["choice"]] if "choice" in response else [])
    for one in chosen:
        form.locator(f"[name='answer.{item}'][value='{one}']").check()
    if "number" in response:
        form.locator(f"[name='answer.{item}']").fill(response["number"])
    for gap, words in response.get("gaps", {}).items():
        field = form.locator(f"[name='answer.{item}-{gap}']")
        if field.evaluate("field => field.localName") == "select":
            field.select_option(words)
        else:
            field.fill(words)


def sets(page: Page) -> list[str]:
    """The addresses of the forms with questions on a page."""
    found = page.locator("form.question-set").evaluate_all("forms => forms.map(form => form.getAttribute('action'))")
    return [str(action).partition("#")[0] for action in found]


def take(page: Page, action: str, course: Compiled) -> None:
    """Answer one set of questions rightly, and send it."""
    group = action.rpartition("/")[2]
    items = course.outline["quizzes"].get(group, {"items": [group]})["items"]
    form = page.locator(f"form.question-set[action^='{action}#']")
    for item in items:
        fill(form, item, course, "ar")
    form.locator("p.actions .button, .actions .button").first.click()
    assert page.locator(f"form.question-set[action^='{action}#'] .is-right").count()


def fail_first(page: Page, action: str, course: Compiled) -> None:
    """Send a quiz with one answer only, as it is; then begin again."""
    item = course.outline["quizzes"][action.rpartition("/")[2]]["items"][0]
    form = page.locator(f"form.question-set[action^='{action}#']")
    wrong = form.locator(f"[name='answer.{item}']").first
    wrong.check()
    form.locator(".actions .button").first.click()
    expect(page.locator("[name=as-it-is]").first).to_be_visible()
    assert page.locator(f"[name='answer.{item}']:checked").count() == 1, "what was typed is lost"
    page.locator("[name=as-it-is]").first.click()
    expect(page.locator(".notice").first).to_be_visible()
    page.locator(f"form.question-set[action^='{action}#'] a[href*='again']").first.click()


def test_from_sign_up_to_credential_in_arabic_without_scripts(
    visit: Visit, course: Compiled, tmp_path: Path, site_folder: Path
) -> None:
    page = visit("ar", scripts=False)
    page.goto(f"/sign-up/?next={HERE}/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.fill("[name=name]", NAME)
    page.fill("[name=password]", "ثلاث كلمات طويلة جدا")
    page.click("main form .button")
    page.goto(f"{HERE}/")
    page.locator(f"form[action^='{HERE}/enrol'] .button").first.click()

    steps = [step for module in course.outline["modules"] for step in module["steps"]]
    for number, step in enumerate(steps):
        assert f"{HERE}/{step['id']}/" in page.url
        assert page.locator("html").get_attribute("lang") == "ar"
        for action in sets(page):
            if number == next(place for place, one in enumerate(steps) if one["quizzes"]) and step["quizzes"]:
                fail_first(page, action, course)
            take(page, action, course)
        page.locator(f"[formaction*='{step['id']}/done'], form[action*='{step['id']}/done'] .button").last.click()

    credential = holds(page)
    expect(page.locator("main")).to_contain_text(NAME)
    signed = tmp_path / "credential.json"
    signed.write_bytes(page.request.get(f"{credential}.json").body())
    assert json.loads(signed.read_text("utf-8"))["type"][0] == "VerifiableCredential"
    command = [sys.executable, "-m", "takwin", "verify", str(signed), "--data", str(site_folder)]
    verified = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "The credential is good." in verified.stdout, verified.stdout + verified.stderr


def holds(page: Page) -> str:
    """Wait for the credential, which is made in the background; go to its page and give its address."""
    for _ in range(40):
        page.goto("/learn/")
        found = [link.get_attribute("href") or "" for link in page.locator("main a[href^='/credentials/']").all()]
        if mine := [link for link in found if re.fullmatch(r"/credentials/[0-9a-f-]{36}", link)]:
            page.goto(mine[0])
            return mine[0]
        page.wait_for_timeout(250)
    raise AssertionError("no credential came")

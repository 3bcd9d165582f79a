"""The whole way on a phone, in Arabic with scripts off and in French with scripts on: sign up, study, fail, try again, complete, hold a credential that verifies."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from takwin.content.check import check
from takwin.content.compiler import Compiled
from tests.browser.answering import fail_first, sets, take
from tests.browser.conftest import Visit

SLUG = "feedback-to-a-colleague"
HERE = f"/courses/{SLUG}"
COURSE = Path(__file__).parents[2] / "courses" / SLUG
PEOPLE = {"ar": ("أمينة برادة", "ثلاث كلمات طويلة جدا"), "fr": ("Émilie d’Anfa", "Trois longs mots de passe")}


@pytest.fixture(scope="module")
def course() -> Compiled:
    """The sample course with its keys: the one who takes it here has studied well."""
    compiled = check(COURSE).compiled
    assert compiled
    return compiled


@pytest.mark.parametrize(("language", "scripts"), [("ar", False), ("fr", True)])
def test_from_sign_up_to_credential(
    language: str, scripts: bool, visit: Visit, course: Compiled, tmp_path: Path, site_folder: Path
) -> None:
    name, password = PEOPLE[language]
    page = visit(language, scripts=scripts)
    page.goto(f"/sign-up/?next={HERE}/")
    assert page.locator("html").get_attribute("dir") == {"ar": "rtl", "fr": "ltr"}[language]
    page.fill("[name=name]", name)
    page.fill("[name=password]", password)
    page.click("main form .button")
    page.goto(f"{HERE}/")
    page.locator(f"form[action^='{HERE}/enrol'] .button").first.click()

    steps = [step for module in course.outline["modules"] for step in module["steps"]]
    first_quiz = next(step["quizzes"][0] for step in steps if step["quizzes"])
    for step in steps:
        assert f"{HERE}/{step['id']}/" in page.url
        assert page.locator("html").get_attribute("lang") == language
        for group in sets(page):
            if group == first_quiz:
                fail_first(page, group, course, language)
            take(page, group, course, language)
        page.locator(f"form[action*='{step['id']}/done'] .button").click()

    credential = holds(page)
    expect(page.locator("main")).to_contain_text(name)
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

"""A step in a real browser: light on the line, resumed where one stopped, and answered with the keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, speak

SLUG = "feedback-to-a-colleague"
HERE = f"/courses/{SLUG}"
LOOK = ("/look.css", "/logo.png")
"""Files of an institution's look, which count as the page's own."""
BRANDED = "/courses/teaching-with-digital-resources/choose"
READ, QUIZ = f"{HERE}/see/fact-and-judgement/", f"{HERE}/talk/check-talking/"


class Line:
    """What comes over the line to a page: (address, compressed bytes as the browser counts them), media of the course apart."""

    def __init__(self, page: Page) -> None:
        self.came: list[tuple[str, int]] = []
        self.asked: dict[str, dict[str, Any]] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", lambda told: self.asked.update({told["requestId"]: told}))
        session.on("Network.loadingFinished", self._finished)

    def _finished(self, told: dict[str, Any]) -> None:
        asked = self.asked.get(told["requestId"])
        media = asked and "/files/" in asked["response"]["url"] and not asked["response"]["url"].endswith(LOOK)
        if asked and not told.get("fromDiskCache") and not media:
            self.came.append((asked["response"]["url"], int(told["encodedDataLength"])))


@pytest.mark.parametrize(
    ("language", "who", "quiz", "read"),
    [
        ("fr", "hassan", QUIZ, READ),
        ("ar", "hassan", QUIZ, READ),
        ("ar", "meryem", f"{BRANDED}/check-choosing/", f"{BRANDED}/licences/"),
    ],
)
def test_a_step_is_light(
    language: str, who: str, quiz: str, read: str, visit: Visit, chromium: Browser, site: str
) -> None:
    """Also one of a run whose institution has a look of its own."""
    page = visit(language, as_=who)
    speak(page, language)
    cold = chromium.new_context(base_url=site, locale=language, storage_state=page.context.storage_state())
    page = cold.new_page()
    line = Line(page)
    page.goto(quiz, wait_until="networkidle")
    first = list(line.came)
    page.goto(read, wait_until="networkidle")
    then = line.came[len(first) :]
    assert page.locator("html").get_attribute("lang") == language
    cold.close()
    assert any(address.endswith("/look.css") for address, _ in first) == (who == "meryem")
    assert 3 <= len(first) <= 6
    assert 5_000 < sum(size for _, size in first) <= 40_000
    assert 1_000 < sum(size for _, size in then) <= 8_000


def test_one_goes_on_exactly_where_one_stopped(visit: Visit) -> None:
    page = visit("fr", as_="tilelli")
    page.goto(READ)
    page.locator("main article h2").nth(1).scroll_into_view_if_needed()
    page.locator("main article h2").nth(1).evaluate("heading => heading.scrollIntoView()")
    stopped = page.evaluate("scrollY")
    assert stopped > 500
    page.goto("/learn/")
    page.locator("main .card .button").first.click()
    page.wait_for_url(f"**{READ}")
    assert abs(page.evaluate("scrollY") - stopped) < 60
    page.goto(READ)
    assert page.evaluate("scrollY") == 0


def test_a_quiz_is_answered_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit("fr", as_="tilelli")
    page.goto(QUIZ)
    expect(page.locator("main h1")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    reach(page, "form.quiz input[type=radio]")
    page.keyboard.press("Space")
    assert page.locator("form.quiz input[type=radio]:checked").count() == 1
    reach(page, "form.quiz input[type=checkbox]")
    page.keyboard.press("Space")
    reach(page, "form.quiz summary")
    page.keyboard.press("Enter")
    assert page.locator("form.quiz details[open]").count() == 1
    reach(page, "form.quiz select")
    page.keyboard.press("ArrowDown")
    reach(page, "form.quiz .actions .button")
    page.keyboard.press("Enter")
    alert = page.locator("form.quiz [role=alert]")
    expect(alert).to_be_visible()
    reach(page, "form.quiz [role=alert] a")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id").startswith("q-")
    assert page.locator("form.quiz input:checked").count() == 2


def reach(page: Page, wanted: str) -> None:
    """Press Tab until the wanted control has the focus, which must be seen."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
            assert width >= 2, "the focus cannot be seen"
            return
    raise AssertionError(f"the keyboard never reaches {wanted}")


def test_written_answers_survive_going_on_too_early(visit: Visit) -> None:
    page = visit("ar", scripts=False, as_="tilelli")
    page.goto(QUIZ)
    form = page.locator("form.quiz")
    form.locator("input[type=radio]").first.check()
    page.locator(".step-nav .button").click()
    expect(form.locator("[role=alert]")).to_be_visible()
    expect(form.locator("input[type=radio]").first).to_be_checked()


def test_another_language_in_the_middle_of_a_quiz_takes_along_what_is_typed(visit: Visit) -> None:
    page = visit("fr", as_="tilelli")
    page.goto(QUIZ)
    page.locator("form.quiz input[type=radio]").first.check()
    page.locator(".language-switch button", has_text="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("form.quiz input[type=radio]").first).to_be_checked()
    page.locator("form.quiz input[type=radio]").first.press("Enter")
    expect(page.locator("main [role=alert]").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".language-switch button", has_text="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("form.quiz input[type=radio]").first).to_be_checked()


def test_it_takes_along_what_is_typed_in_all_forms_of_a_page(visit: Visit) -> None:
    page = visit("fr", as_="tilelli")
    page.goto(f"{HERE}/talk/conversation/")
    forms = page.locator("form.question-set", has=page.locator("input[type=radio], input[type=checkbox]"))
    assert forms.count() == 2
    for number in range(2):
        forms.nth(number).locator("input[type=radio], input[type=checkbox]").last.check()
    page.locator(".language-switch button", has_text="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    for number in range(2):
        expect(forms.nth(number).locator("input[type=radio], input[type=checkbox]").last).to_be_checked()
    page.locator(".language-switch button", has_text="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_without_scripts_a_page_with_several_forms_stays_as_it_is(visit: Visit) -> None:
    page = visit("fr", scripts=False, as_="tilelli")
    speak(page, "fr")
    page.goto(f"{HERE}/see/counting/")
    field = page.locator("form.question-set input[type=text]").last
    field.fill("3")
    with page.context.expect_page() as other:
        page.locator(".language-switch button[value=ar]").click()
    expect(other.value.locator("html[lang=ar]")).to_be_visible()
    expect(field).to_have_value("3")

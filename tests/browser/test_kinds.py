"""What the kinds of question add to their forms in a real browser: pointing at a picture says what the list says."""

import pytest
from playwright.sync_api import Page, expect

from takwin.items.shelf import KINDS
from tests.browser.conftest import Visit


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pointing_at_a_picture_chooses_in_its_list(language: str, visit: Visit) -> None:
    page = visit(language)
    page.goto("/patterns/questions/")
    question = page.locator("#hotspot fieldset").first
    question.locator(".spot").nth(2).locator(":first-child").click()
    expect(question.locator("input").nth(2)).to_be_checked()
    expect(question.locator(".spot").nth(2)).to_have_class("spot is-chosen")
    question.locator("input").nth(0).check()
    expect(question.locator(".spot.is-chosen text")).to_have_text("1")


def test_several_places_are_chosen_and_left_again(visit: Visit) -> None:
    page = visit("fr")
    page.goto("/patterns/questions/")
    question = page.locator("#hotspot fieldset:has([type=checkbox])").first
    for place in (1, 2, 1):
        question.locator(".spot").nth(place).locator(":first-child").click()
    expect(question.locator("input:checked")).to_have_count(1)
    expect(question.locator(".spot.is-chosen")).to_have_count(1)


def test_what_is_answered_cannot_be_changed_in_its_picture(visit: Visit) -> None:
    page = visit("fr")
    page.goto("/patterns/questions/")
    question = page.locator("#hotspot fieldset:disabled").first
    chosen = question.locator("input:checked").get_attribute("value")
    question.locator(".spot").first.locator(":first-child").click()
    assert question.locator("input:checked").get_attribute("value") == chosen
    assert "can-point" not in (question.locator("svg").get_attribute("class") or "")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_label_is_dragged_moved_by_key_and_chosen_from_its_list(language: str, visit: Visit) -> None:
    page = visit(language)
    page.goto("/patterns/questions/")
    question = page.locator("#drag-and-drop fieldset:not(:disabled):not(:has(svg))").first
    label = question.locator(".drop-tray .drop-label").first
    words, zone = label.inner_text(), question.locator(".drop-zones .drop-place")
    zone.nth(1).scroll_into_view_if_needed()
    label.drag_to(zone.nth(1))
    chosen = question.locator(".answer-line").filter(has_text=words).locator("select")
    assert chosen.input_value() == "2"
    moved = zone.nth(1).locator(".drop-label")
    moved.press("ArrowDown")
    assert chosen.input_value() == "3"
    zone.nth(2).locator(".drop-label").press("ArrowDown")
    assert chosen.input_value() == "", "after the last zone comes the tray"
    question.locator("summary").click()
    chosen.select_option(value="1")
    expect(zone.nth(0).locator(".drop-label")).to_have_text(words)


def test_a_tap_on_a_label_and_one_on_the_picture_put_it_there(visit: Visit) -> None:
    page = visit("fr")
    page.goto("/patterns/questions/")
    question = page.locator("#drag-and-drop fieldset:not(:disabled):has(svg)").first
    labels = question.locator(".drop-tray .drop-label")
    labels.nth(0).click()
    question.locator(".spot").nth(1).locator(":first-child").click()
    expect(question.locator(".drop-zones .drop-place").nth(1).locator(".drop-label")).to_have_count(1)
    labels.nth(0).click()
    question.locator(".spot").nth(1).locator(":first-child").click()
    expect(question.locator(".drop-zones .drop-place").nth(1).locator(".drop-label")).to_have_count(1)
    expect(question.locator(".drop-tray .drop-label")).to_have_count(3)


def test_without_scripts_labels_are_lists(visit: Visit) -> None:
    page = visit("ar", scripts=False)
    page.goto("/patterns/questions/")
    question = page.locator("#drag-and-drop fieldset:not(:disabled)").first
    expect(question.locator("select").first).to_be_visible()
    assert question.locator(".drop-label").count() == 0


FIELDS = "#%s form fieldset:not(:disabled) :is(input:not([type=hidden]), select, textarea)"
CHANGED = """field => field.type === 'radio' || field.type === 'checkbox'
  ? !!field.form.querySelector(`[name="${field.name}"]:checked`) : field.value !== ''"""


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_kind_is_answered_with_the_keyboard_alone(language: str, scripts: bool, visit: Visit) -> None:
    page = visit(language, scripts=scripts)
    page.on("filechooser", lambda _chooser: None)  # from the beginning on: a slow machine would miss the first one
    page.goto("/patterns/questions/")
    assert page.locator("html").get_attribute("dir") == {"fr": "ltr", "ar": "rtl"}[language]
    for kind in KINDS:
        page.locator(f"#{kind} h2").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
        for _ in range(60):
            page.keyboard.press("Tab")
            what = page.evaluate(FOCUSED, kind)
            if what == "outside":
                break
            answer(page, what)
        fields = page.locator(FIELDS % kind).all()
        assert fields, kind
        assert [field.get_attribute("name") for field in fields if not field.evaluate(CHANGED)] == [], kind


def answer(page: Page, what: str) -> None:
    """Answer the field on which one stands, by keys. The key that opens a file chooser is the page's; the chooser is the device's own."""
    if what == "file":
        with page.expect_file_chooser() as opened:
            page.keyboard.press("Space")
        opened.value.set_files({"name": "plan.txt", "mimeType": "text/plain", "buffer": b"Plan"})
    elif what in KEYS:
        page.keyboard.press(KEYS[what])
    else:
        page.keyboard.type("12")


KEYS = {
    "radio": "Space",
    "checkbox": "Space",
    "select": "ArrowDown",
    "drop-label": "ArrowDown",
    "other": "Shift",
}
FOCUSED = """kind => {
  const here = document.activeElement;
  if (!here.closest(`#${kind}`)) return "outside";
  if (here.matches(".drop-label")) return "drop-label";
  if (here.matches("textarea, input[type=text]")) return "text";
  return here.matches("select") ? "select" : here.matches("input") ? here.type : "other";
}"""

"""What the kinds of question add to their forms in a real browser: pointing at a picture says what the list says."""

import pytest
from playwright.sync_api import expect

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

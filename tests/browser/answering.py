"""Answering questions in a browser, by the words that a person reads."""

from lxml import html
from playwright.sync_api import Locator, Page, expect

from takwin.config.demo.answers import right
from takwin.content.compiler import Compiled
from takwin.items.item import Json


def sets(page: Page) -> list[str]:
    """The ids of the forms with questions on a page."""
    found: list[str] = page.locator("form.question-set").evaluate_all("forms => forms.map(form => form.id)")
    return found


def fill(form: Locator, item: str, course: Compiled, language: str) -> None:
    """Answer one question rightly, in the fields of its form."""
    response = right(course.outline["items"][item]["kind"], dict(course.items[item].key[language]))
    public = dict(course.items[item].public[language])
    wanted = response.get("choices") or ([response["choice"]] if "choice" in response else [])
    for one in wanted:
        choice(form, item, next(each["html"] for each in public["choices"] if each["id"] == one)).check()
    if "number" in response:
        form.locator(f"[name='answer.{item}']").fill(response["number"])
    for part in public.get("parts", []):
        if gap := part.get("gap"):
            fill_gap(form.locator(f"[name='answer.{item}-{gap}']"), part, response["gaps"][gap])


def choice(form: Locator, item: str, words: str) -> Locator:
    """The control of the choice that says this (as HTML)."""
    boxes = form.locator(f".choice:has([name='answer.{item}'])")
    wanted = " ".join(str(html.fromstring(f"<div>{words}</div>").xpath("string()")).split())
    expect(boxes.filter(has_text=wanted).first).to_be_visible()  # also when the page comes slowly
    said = [" ".join(text.split()) for text in boxes.locator(".choice-text").all_text_contents()]
    assert wanted in said, f"{wanted} is not among {said} at {form.page.url}"
    return boxes.nth(said.index(wanted)).locator("input")


def fill_gap(field: Locator, part: Json, words: str) -> None:
    """Type into a gap, or choose from its list."""
    if "options" in part:
        field.select_option(label=next(one["text"] for one in part["options"] if one["id"] == words))
    else:
        field.fill(words)


def take(page: Page, group: str, course: Compiled, language: str) -> None:
    """Answer one set of questions rightly, and send it. Choices are read once the page is whole: a slow machine shows the first
    of them before the last has arrived."""
    page.wait_for_load_state()
    items = course.outline["quizzes"].get(group, {"items": [group]})["items"]
    form = page.locator(f"form#{group}")
    for item in items:
        fill(form, item, course, language)
    form.locator(".actions .button").first.click()
    expect(page.locator(f"form#{group} .is-right").first).to_be_visible()


def fail_first(page: Page, group: str, course: Compiled, language: str) -> None:
    """Send a quiz with one answer only, a wrong one, as it is; then begin again."""
    item = course.outline["quizzes"][group]["items"][0]
    form = page.locator(f"form#{group}")
    known = right(course.outline["items"][item]["kind"], dict(course.items[item].key[language]))
    choices = dict(course.items[item].public[language])["choices"]
    choice(form, item, next(each["html"] for each in choices if each["id"] != known["choice"])).check()
    form.locator(".actions .button").first.click()
    expect(form.locator("[name=as-it-is]")).to_be_visible()
    assert form.locator(f"[name='answer.{item}']:checked").count() == 1, "what was typed is lost"
    form.locator("[name=as-it-is]").click()
    expect(form.locator(".notice").first).to_be_visible()
    form.locator("a[href*='again']").click()
    page.wait_for_url("**again=*")

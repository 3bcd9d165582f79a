"""The plain form of every kind: complete without script, in both directions, before and after an answer."""

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from takwin.items.item import Json, Outcome
from takwin.items.shelf import kind
from takwin.items.tests.reading import EXAMPLES, draft, example, posted

DRAFTS = {name: (kind(example(name).kind), draft(example(name))) for name in EXAMPLES}
every_example = pytest.mark.parametrize("name", EXAMPLES)
UNSAFE = re.compile(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


@pytest.fixture(params=["en", "fr", "ar"], autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with translation.override(request.param):
        yield request.param


def page(name: str, response: Json | None = None, outcome: Outcome | None = None, **more: Any) -> Any:
    """The rendered form as a tree."""
    book, made = DRAFTS[name]
    text = shown(book, made.public, response, outcome, **more)
    assert not UNSAFE.search(text)
    return lxml.html.fragment_fromstring(text, create_parent="main")


def shown(book: Any, public: Json, response: Json | None, outcome: Outcome | None, **more: Any) -> str:
    context = {
        "item": {"id": "q", "kind": book.name, "points": 100 if book.marked else 0},
        "public": public,
        "response": response,
        "outcome": outcome,
        "field_prefix": "answer",
        "disabled": False,
    }
    return render_to_string(book.template, {**context, **more})


def form_data(tree: Any) -> dict[str, list[str]]:
    """What a browser would post."""
    data: dict[str, list[str]] = {}
    for field in tree.xpath("//input[@type='text'] | //input[@checked]"):
        data.setdefault(field.get("name"), []).append(field.get("value"))
    for field in tree.xpath("//textarea"):
        data[field.get("name")] = [(field.text or "").removeprefix("\n")]
    for field in tree.xpath("//select"):
        data.setdefault(field.get("name"), []).extend(field.xpath("option[@selected]/@value"))
    return data


@every_example
def test_one_group_with_a_name_and_no_field_without_one(name: str) -> None:
    tree = page(name)
    assert len(tree.xpath("//fieldset[contains(@class, 'question')]")) == 1
    assert tree.xpath("//fieldset/legend")[0].text.strip()
    fields = tree.xpath("//input | //select | //textarea")
    assert fields
    for field in fields:
        labelled = (
            field.xpath("ancestor::label")
            or tree.xpath(f"//label[@for='{field.get('id')}']")
            or field.get("aria-label")
        )
        assert labelled, lxml.html.tostring(field)
        assert field.get("name").startswith("answer")
    for target in " ".join(tree.xpath("//@aria-labelledby | //@aria-describedby")).split():
        assert tree.xpath(f"//*[@id='{target}']")


@every_example
def test_the_prompt_and_every_choice_are_there(name: str) -> None:
    text = page(name).text_content()
    _, made = DRAFTS[name]
    for part in [made.public.get("prompt", ""), *(choice.get("html", "") for choice in made.public.get("choices", []))]:
        assert lxml.html.fragment_fromstring(part, create_parent=True).text_content().strip() in text


@every_example
def test_nothing_is_chosen_or_revealed_before_an_answer(name: str) -> None:
    tree = page(name)
    assert not any(value for values in form_data(tree).values() for value in values)
    assert not tree.xpath("//*[contains(@class, 'is-') or contains(@class, 'feedback') or contains(@class, '-state')]")


@every_example
def test_an_answer_stays_in_the_form(name: str) -> None:
    book, made = DRAFTS[name]
    response = book.solution(made.key)
    if book.shape == "file":  # no page can put a file back into its field: it names the one that is kept
        tree = page(name, response)
        assert response["name"] in tree.text_content()
        assert tree.xpath("//input[@type='hidden']/@value") == [response["file"]]
        return
    read = book.read(made.public, form_data(page(name, book.read(made.public, posted(made.public, response)))))
    assert read == response if not book.marked else book.score(made.key, read, 100).mark == 100


@every_example
def test_a_result_is_told_in_words(name: str) -> None:
    book, made = DRAFTS[name]
    response = book.solution(made.key)
    for outcome in (book.score(made.key, response, 100), book.score(made.key, {}, 100)):
        tree = page(name, response, outcome, disabled=True)
        states = tree.xpath("//*[contains(@class, '-state')]")
        assert len(states) == (len(outcome.parts) if book.marked else 1)
        assert all(state.text_content().strip() for state in states)
        assert tree.xpath("//fieldset[@disabled]")
        assert len(tree.xpath("//*[contains(@class, 'feedback')]")) == len(outcome.feedback)
        assert ("is-right" in tree.xpath("//fieldset")[0].get("class")) == (outcome.mark == 100)
        assert bool(tree.xpath("//p[@role='status']")) == (not book.marked)


@every_example
def test_words_are_in_the_language_of_the_reader(name: str, language: str) -> None:
    legend = page(name).xpath("//legend")[0]
    assert legend.get("lang") == language
    assert bool(re.search("[\u0600-\u06ff]", legend.text)) == (language == "ar")


def test_what_was_typed_is_escaped_and_runs_its_own_way() -> None:
    tree = page("cloze/examples/vowel-marks.ar.md", {"gaps": {"g1": '"><script>كتب', "g2": "<b>"}})
    assert [field.get("value") for field in tree.xpath("//input")] == ['"><script>كتب', "<b>"]
    assert {field.get("dir") for field in tree.xpath("//input")} == {"auto"}


def test_a_number_runs_from_left_to_right() -> None:
    field = page("numeric/examples/data-cost.ar.md", {"number": "٣٧٫٥"}).xpath("//input")[0]
    assert (field.get("dir"), field.get("inputmode"), field.get("value")) == ("ltr", "decimal", "٣٧٫٥")


def test_gaps_are_counted_aloud() -> None:
    labels = page("cloze/examples/lesson-plan.en.md").xpath("//@aria-label")
    assert len(set(labels)) == 3
    assert all("3" in label for label in labels)


def test_a_field_in_error_says_so() -> None:
    item = {"id": "q", "kind": "numeric", "points": 100, "error": "Not a number"}
    assert page("numeric/examples/talk-time.fr.md", {"number": "?"}, item=item).xpath("//input[@aria-invalid='true']")


def test_an_option_is_text_and_never_markup() -> None:
    book, made = DRAFTS["cloze/examples/lesson-plan.en.md"]
    public = {**made.public, "parts": [{"gap": "g1", "number": 1, "options": [{"id": "o1", "text": "<i>a & b"}]}]}
    assert "&lt;i&gt;a &amp; b" in shown(book, public, None, None)

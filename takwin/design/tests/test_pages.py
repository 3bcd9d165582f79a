"""The pattern page, the base page and its forms, in each language and direction."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from takwin.design.forms import SampleForm

DIRECTIONS = {"fr": "ltr", "ar": "rtl", "en": "ltr"}
COMPONENTS = Path(__file__).resolve().parent.parent / "templates" / "design" / "components"


class Page(HTMLParser):
    """What the tests ask about a page: its elements with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        """The attributes of every element of these names, in order."""
        return [attrs for tag, attrs in self.found if tag in tags]


def page_of(template: str, language: str, **context: object) -> str:
    request = RequestFactory().get("/somewhere/")
    request.user = AnonymousUser()
    with translation.override(language):
        return render_to_string(template, context, request)


@pytest.mark.parametrize("language", DIRECTIONS)
def test_patterns_open_to_all_in_every_direction(client: Client, language: str) -> None:
    answer = client.get("/patterns/", headers={"accept-language": language})
    page = Page(answer.text)
    assert answer.status_code == 200
    html = page.all("html")[0]
    assert (html["lang"], html["dir"]) == (language, DIRECTIONS[language])


def test_patterns_are_translated() -> None:
    titles = {"en": "Page patterns", "fr": "Modèles de page", "ar": "نماذج الصفحات"}
    for language, title in titles.items():
        with translation.override(language):
            assert translation.gettext("Page patterns") == title


@pytest.mark.parametrize("language", DIRECTIONS)
def test_ids_are_unique_and_labels_point_somewhere(client: Client, language: str) -> None:
    page = Page(client.get("/patterns/", headers={"accept-language": language}).text)
    ids = [attrs["id"] for _, attrs in page.found if "id" in attrs]
    assert len(ids) == len(set(ids))
    pointed = {attrs["for"] for attrs in page.all("label") if "for" in attrs}
    described = {name for _, attrs in page.found for name in (attrs.get("aria-describedby") or "").split()}
    assert (pointed | described) <= set(ids)


def test_pages_carry_no_inline_style_or_script(client: Client) -> None:
    page = Page(client.get("/patterns/").text)
    assert page.all("style", "script") == []
    assert [attrs for _, attrs in page.found if any(name == "style" or name.startswith("on") for name in attrs)] == []


def test_every_component_is_on_the_pattern_page(client: Client) -> None:
    client.get("/patterns/")
    answer = client.get("/patterns/")
    shown = {template.name for template in answer.templates}
    # messages need a page that has some
    expected = {f"design/components/{path.name}" for path in COMPONENTS.glob("*.html")} - {
        "design/components/messages.html"
    }
    assert expected <= shown


def test_a_refused_form_keeps_what_was_typed_and_says_what_to_do() -> None:
    form = SampleForm({"name": "خديجة", "email": "khadija@", "story": "<b>"})
    html = page_of("design/form.html", "fr", form=form)
    page = Page(html)
    inputs = {attrs.get("name"): attrs for attrs in page.all("input")}
    assert inputs["name"]["value"] == "خديجة"
    assert inputs["email"]["value"] == "khadija@"
    assert inputs["email"]["aria-invalid"] == "true"
    assert inputs["email"]["aria-describedby"] == "id_email_error"
    assert "&lt;b&gt;" in html
    assert 'id="id_email_error"' in html


def test_choices_are_a_group_with_a_legend() -> None:
    html = page_of("design/form.html", "fr", form=SampleForm())
    assert "<legend>Sur quoi vous lisez le plus souvent</legend>" in html
    assert html.count('type="radio"') == 3


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_say_where_to_go_next(template: str, language: str) -> None:
    page = Page(page_of(template, language))
    assert page.all("html")[0]["dir"] == DIRECTIONS[language]
    assert page.all("h1")
    assert any(attrs.get("href") for attrs in page.all("a"))


def test_the_last_resort_needs_no_request() -> None:
    for template in ("400.html", "500.html"):
        assert "/static/design/takwin.css" in render_to_string(template)


@pytest.mark.parametrize("language", DIRECTIONS)
def test_letters_run_in_the_readers_direction(language: str) -> None:
    with translation.override(language):
        html, text = render_to_string("design/mail.html"), render_to_string("design/mail.txt", {})
    assert Page(html).all("html")[0]["dir"] == DIRECTIONS[language]
    assert "Takwin" in text

"""A fragment sees only its values, and is kept."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.contrib.sessions.models import Session
from django.template import Context, Engine
from django.utils import translation

from takwin.design.templatetags import fragments

PIECES = {
    "piece.html": "{% load i18n %}{{ LANGUAGE_CODE }} {{ ui_dir }} {{ thing.name }}{{ secret }}",
    "page.html": '{% fragment "piece.html" thing=thing %}',
    "form.html": "<form>{% csrf_token %}{{ name }}{{ thing.name }}</form>",
    "words.html": '{% fragment "form.html" thing=thing name=secret keep=keep %}',
    "formed.html": '{% fragment "form.html" thing=thing slots name=secret %}',
    "wrong.html": '{% fragment "piece.html" thing %}',
}


@dataclass(frozen=True, slots=True)
class Thing:
    name: str


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    kept = fragments.REMEMBERED.copy()
    fragments.REMEMBERED.clear()
    yield
    fragments.REMEMBERED.clear()
    fragments.REMEMBERED.update(kept)


def page(thing: object, language: str = "fr", name: str = "page.html", **more: str) -> str:
    engine = Engine(
        loaders=[("django.template.loaders.locmem.Loader", PIECES)],
        builtins=["takwin.design.templatetags.fragments"],
        libraries={"i18n": "django.templatetags.i18n"},
    )
    with translation.override(language):
        return engine.get_template(name).render(Context({"thing": thing, "secret": "S3CRET", **more}))


def test_it_sees_its_values_and_the_language_and_nothing_else() -> None:
    assert page(Thing("cat")) == "fr ltr cat"
    assert page(Thing("cat"), "ar") == "ar rtl cat"


def test_equal_values_are_rendered_once() -> None:
    assert page(Thing("cat")) == page(Thing("cat"))
    assert len(fragments.REMEMBERED) == 1


def test_other_values_are_not_mistaken_for_them() -> None:
    assert page(Thing("cat")) != page(Thing("dog"))
    assert page(Thing("cat")) != page(Thing("cat"), "en")


def test_it_escapes_what_it_is_given() -> None:
    assert page(Thing("<b>")) == "fr ltr &lt;b&gt;"


def test_it_forgets_rather_than_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "MOST", 60_000)
    for number in range(100):
        assert page(Thing(f"{number} {'x' * 2_000}")).endswith("x")
    assert 10 < len(fragments.REMEMBERED) <= 30
    assert fragments.REMEMBERED.size == sum(
        sys.getsizeof(one) for parts in fragments.REMEMBERED.values() for one in parts
    )


def test_a_very_large_piece_does_not_push_out_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "MOST", 60_000)
    page(Thing("cat"))
    assert page(Thing("x" * 10_000)).endswith("x")
    assert len(fragments.REMEMBERED) == 1


def test_words_of_one_person_are_not_kept() -> None:
    kept = {"name": "words.html", "secret": "my own words", "csrf_token": "a" * 64}
    assert "my own words" in page(Thing("cat"), keep="", **kept)
    assert not fragments.REMEMBERED
    assert "my own words" in page(Thing("cat"), keep="yes", **kept)
    assert len(fragments.REMEMBERED) == 1


def test_slots_are_filled_in_afterwards_with_what_is_a_person_s_own() -> None:
    first = page(Thing("cat"), name="formed.html", secret="<Amina>", csrf_token="a" * 64)
    other = page(Thing("cat"), name="formed.html", secret="Brahim", csrf_token="b" * 64)
    assert "&lt;Amina&gt;cat" in first
    assert "a" * 64 in first
    assert "Brahimcat" in other
    assert "b" * 64 in other
    assert len(fragments.REMEMBERED) == 1
    assert "Amina" not in str(fragments.REMEMBERED)


def test_what_is_filled_in_is_not_looked_into() -> None:
    trick = f"{fragments.MARK}<csrf_token>{fragments.MARK}"
    shown = page(Thing("cat"), name="formed.html", secret=trick, csrf_token="a" * 64)
    assert shown.count("a" * 64) == 1


def test_a_row_is_refused_because_it_prints_as_its_key_alone() -> None:
    with pytest.raises(TypeError, match="thing"):
        page(Session(pk="x"))


def test_a_value_without_a_name_is_refused() -> None:
    engine = Engine(
        loaders=[("django.template.loaders.locmem.Loader", PIECES)], builtins=["takwin.design.templatetags.fragments"]
    )
    with pytest.raises(Exception, match="name=value"):
        engine.get_template("wrong.html")

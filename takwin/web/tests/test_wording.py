"""A course in the reader's language, and marks in the reader's notation."""

from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.translation import ngettext

from takwin.design.saying import said
from takwin.lib.text import Sentence
from takwin.web.templatetags.marks import counted, plain, points
from takwin.web.wording import direction, words

OUTLINE = {
    "languages": ["fr", "ar"],
    "title": {"fr": "Essai", "ar": "تجربة"},
    "summary": {"fr": "Un essai."},
    "hours": "4.5",
}


@pytest.mark.parametrize(("wanted", "language", "title", "way"), [
    ("fr", "fr", "Essai", "ltr"),
    ("ar", "ar", "تجربة", "rtl"),
    ("en", "fr", "Essai", "ltr"),
])  # fmt: skip
def test_texts_are_in_the_wanted_language_or_the_original(wanted: str, language: str, title: str, way: str) -> None:
    read = words(OUTLINE, wanted)
    assert (read.language, read.title, read.summary, read.dir) == (language, title, "Un essai.", way)


def test_hours_are_read_as_they_were_announced() -> None:
    assert words(OUTLINE, "fr").hours == Decimal("4.5")


def test_a_region_does_not_change_the_direction() -> None:
    assert (direction("ar-MA"), direction("fr-MA")) == ("rtl", "ltr")


@pytest.mark.parametrize(
    ("hundredths", "language", "shown"),
    [(150, "fr", "1,5"), (150, "en", "1.5"), (100, "fr", "1"), (1000, "en", "10"), (0, "ar", "0"), (None, "fr", "")],
)
def test_points_are_short(hundredths: int | None, language: str, shown: str) -> None:
    with translation.override(language):
        assert points(hundredths) == shown


def test_whole_numbers_have_no_exponent() -> None:
    with translation.override("en"):
        assert (plain(Decimal("20.0")), plain(Decimal("4.50"))) == ("20", "4.5")


@pytest.mark.parametrize(
    ("hundredths", "language", "told"),
    [
        (150, "ar", "1,5 نقطة"),
        (200, "ar", "نقطتان"),
        (820, "ar", "8,2 نقطة"),
        (300, "ar", "3 نقاط"),
        (1100, "ar", "11 نقطة"),
        (150, "fr", "1,5 point"),
        (250, "fr", "2,5 points"),
        (50, "en", "0.5 points"),
        (100, "en", "1 point"),
    ],
)
def test_points_agree_with_their_number(hundredths: int, language: str, told: str) -> None:
    with translation.override(language):
        said_so = ngettext("%(number)s point", "%(number)s points", counted(hundredths))
        assert said_so % {"number": points(hundredths)} == told


def test_a_sentence_is_filled_in_the_readers_language() -> None:
    assert said(Sentence("%(n)s things", {"n": 3})) == "3 things"
    assert said(Sentence("100 % sure")) == "100 % sure"

"""Folding: what a person types and what an author expects meet in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.lib.text import N_, Sentence, apart, as_value, filled, fold, unquoted

FRENCH = st.text(alphabet="abcdeéèêëàâäîïôöùûüçœæÉÀÇŒ'’ -", max_size=30)
VOWEL_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويةءأإآؤئى ", max_size=30)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Élève", "eleve"),
        ("  l’élève\u00a0  NOTE ", "l'eleve note"),
        ("cœur", "coeur"),
        ("CŒUR", "coeur"),
        ("ex æquo", "ex aequo"),
        ("ﬁche", "fiche"),
        ("Noël, maïs, Île", "noel, mais, ile"),
        ("مُعَلِّمٌ", "معلم"),
        ("التَّقْوِيمُ التَّكْوِينِيُّ", "التقويم التكويني"),
        ("أُسْتاذ", "استاذ"),
        ("إدارة", "ادارة"),
        ("آداب", "اداب"),
        ("مسؤول", "مسوول"),
        ("مبادئ", "مبادي"),
        ("على", "علي"),
        ("تـــعـــلّـــم", "تعلم"),
        ("ﻻ", "لا"),
        ("\u200fمتعلم\u200e", "متعلم"),
        ("STRASSE", fold("Straße")),
        ("ⴰⵙⵍⵎⴰⴷ", "ⴰⵙⵍⵎⴰⴷ"),
    ],
)
def test_words_as_people_type_them(typed: str, expected: str) -> None:
    assert fold(typed) == expected


@pytest.mark.parametrize(("one", "other"), [("كتاب", "كتابة"), ("قلم", "كلم"), ("pêche", "poche"), ("لا", "إلى")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=60))
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_no_space_at_the_ends_and_none_double(text: str) -> None:
    assert fold(text).split() == fold(f"  {text}\n").split(" ") or fold(text) == ""


@given(FRENCH)
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text) == fold(text.lower())


@given(ARABIC, st.data())
def test_marks_and_tatweel_do_not_matter(text: str, data: st.DataObject) -> None:
    marked = "".join(sign + data.draw(st.sampled_from(["", "ـ", *VOWEL_MARKS])) for sign in text)
    assert fold(marked) == fold(text)


def test_a_sentence_fills_its_names() -> None:
    assert str(Sentence(N_("Write %(count)s words."), {"count": 3})) == "Write 3 words."
    assert str(Sentence("100%")) == "100%"


def test_several_words_fill_one_name_in_the_way_of_the_language() -> None:
    told = Sentence("%(what)s", {"what": ("a", "b")})
    assert str(told) == "a, b"
    assert filled("هنا: %(what)s", {"what": ["ا", "ب"]}, "ar") == "هنا: ا، ب"


def test_latin_words_stand_apart_where_lines_run_from_right_to_left() -> None:
    values = {"file": "a.csv", "name": "آمنة", "count": 3, "many": ["b", "ت"], "link": "https://a.ma/"}
    assert apart(values, "ar") == {**values, "file": "\u2068a.csv\u2069", "many": ["\u2068b\u2069", "ت"]}
    assert apart(values, "fr") == values


@pytest.mark.parametrize(("written", "value"), [
    ('"Ce que j’ai retenu"', "Ce que j’ai retenu"),
    ("'Un \"mot\"'", 'Un "mot"'),
    ('"Oui" ou "non"', '"Oui" ou "non"'),
    ('"', '"'),
    ('""', ""),
    ("« Quoi »", "« Quoi »"),
])  # fmt: skip
def test_marks_around_a_value_are_not_part_of_it(written: str, value: str) -> None:
    assert unquoted(written) == value
    assert unquoted(as_value(value)) == value

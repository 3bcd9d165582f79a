"""Words that are looked for: folding, what Arabic and French join on, marking, and slips."""

import unicodedata
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.lib.search import (
    LITTLE,
    MOST,
    Bag,
    bare,
    folded,
    kept,
    marked,
    near,
    slips,
    spelled,
    tokens,
    touches,
    typed,
)
from takwin.lib.text import fold

WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
ARABIC = st.text(st.sampled_from("ابتثجحخدرسعفقكلمنهويأإآؤئةىء"), min_size=1, max_size=8)
MARKS = st.text(st.sampled_from("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670ـ"), max_size=2)


@given(WORDS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert tokens(" ".join(tokens(text))) == tokens(text)


@given(WORDS)
def test_what_answers_hold_alike_is_held_alike_here(text: str) -> None:
    assert folded(fold(text)) == folded(text)


@given(st.lists(st.tuples(ARABIC, MARKS), min_size=1, max_size=5))
def test_vowel_marks_and_tatweel_tell_nothing(letters: list[tuple[str, str]]) -> None:
    bare_text, vowelled = "".join(one for one, _ in letters), "".join(one + mark for one, mark in letters)
    assert tokens(vowelled) == tokens(bare_text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أُسْتَاذَةٌ", "استاذه"),
        ("إِلَى", "الي"),
        ("آداب", "اداب"),
        ("مسؤولية", "مسوولية"),
        ("قراءة", "قراة"),
        ("٢٠٢٦", "2026"),
        ("Évaluation", "EVALUATION"),
        ("cœur", "coeur"),
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "ⵜⴰⵎⴰⵣⵉⵖⵜ"),
        (unicodedata.normalize("NFD", "élève"), "eleve"),
    ],
)
def test_ways_to_write_one_word(one: str, other: str) -> None:
    assert tokens(one) == tokens(other) != []


def test_what_is_elided_is_so_however_it_is_written() -> None:
    assert [word.token for word in typed("Ç'0 l\u0301'école")] == ["0", "ecole"]


@pytest.mark.parametrize("mark", ["'", "’", "ʼ"])
def test_french_elision_is_no_word(mark: str) -> None:
    assert tokens(f"L{mark}évaluation qu{mark}une élève reçoit aujourd{mark}hui") == [
        "evaluation", "une", "eleve", "recoit", "aujourd", "hui",
    ]  # fmt: skip
    assert [word.token for word in typed(f"D{mark}école")] == ["ecole"]


@pytest.mark.parametrize("word", ["التقويم", "والتقويم", "بالتقويم", "للتقويم", "وبالتقويم", "تقويم"])
def test_the_arabic_article_and_what_stands_before_it(word: str) -> None:
    assert bare(tokens(word)[0]) == "تقويم"
    for asked in ("تقويم", "التقويم", "والتَّقْوِيم"):
        assert Bag(word).fit(typed(asked)[0]) < 2
        assert typed(asked)[0].forms[-1] in kept([word]).split()


def test_one_letter_joined_on_is_also_left_out() -> None:
    assert "تعاون" in kept(["وتعاون"]).split()
    assert "كتاب" in kept(["كتاب"]).split()


def test_how_well_a_word_fits() -> None:
    text = Bag("L’évaluation formative والتقويم")
    fits = {asked: text.fit(typed(asked)[0]) for asked in ("formative", "تقويم", "eval", "mati", "ma", "x")}
    assert fits == {"formative": 0, "تقويم": 1, "eval": 2, "mati": 3, "ma": 4, "x": 4}


def test_little_words_count_only_alone() -> None:
    assert [word.token for word in typed("L’évaluation des élèves")] == ["evaluation", "eleves"]
    assert [word.token for word in typed("de la")] == ["de", "la"]
    assert {"علي", "في", "des", "the"} <= LITTLE


@given(WORDS, st.lists(WORDS, max_size=3))
def test_pieces_make_the_text_again(text: str, asked: list[str]) -> None:
    words = typed(" ".join(asked))
    assert "".join(piece for piece, _ in marked(text, words)) == text


ASKED = st.text(st.sampled_from("aeélLnqu'’ _-0٣½ﷺœ\u0301ابتةءوال"), max_size=30)


@given(ASKED | WORDS, st.data())
def test_what_holds_a_word_is_touched(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    words = typed(text[begin : data.draw(st.integers(begin, len(text)))])
    with patch("takwin.lib.search.touches", return_value=True):
        hit = any(hit for _, hit in marked(text, words))
    assert touches(text, words) or not (hit or any(Bag(text).fit(word) < 4 for word in words))


def test_what_holds_none_is_not_touched() -> None:
    assert touches("Réévaluation", typed("nulle évaluation"))
    assert not touches("Une classe", typed("nulle évaluation"))
    assert not touches("Une classe", [])


def test_the_words_looked_for_are_marked_as_they_are_written() -> None:
    assert marked("التَّقويمُ التكوينيّ, l’Évaluation", typed("تقويم evaluation")) == [
        ("التَّقويمُ", True), (" التكوينيّ, l’", False), ("Évaluation", True),
    ]  # fmt: skip


@given(WORDS)
def test_each_word_of_a_text_is_found_in_what_is_kept(text: str) -> None:
    held = Bag(kept([text]))
    assert all(held.fit(word) < 2 for word in typed(text))
    assert all(word.token.isalnum() for word in typed(text))


def test_slips() -> None:
    assert [slips(one, "abc", 2) for one in ("abc", "acb", "ab", "xbc", "abcd", "cab", "zzzz")] == [0, 1, 1, 1, 1, 2, 3]
    known = ["evaluation", "education", "lecture"]
    assert near("evalution", known) == "evaluation"
    assert near("letcure", known) == "lecture"
    assert near("xyzzy", known) is None
    assert near("le", known) is None
    assert spelled("L’Évaluation")["evaluation"] == "Évaluation"


def test_a_long_question_is_cut() -> None:
    assert len(typed("mot " * 5000 + " ".join(f"mot{n}" for n in range(2 * MOST)))) == 2 * MOST + 1
    assert len(tokens("a" * 10_000)[0]) == 60

"""What a course team is told to mend; no database."""

import pytest

from takwin.assessment.advice import Line, advice
from takwin.assessment.dif import Dif
from takwin.assessment.figures import Figures

NAMES = {"ar": "arabe", "fr": "français"}


def lines(*people: int, right: int = 0) -> list[Line]:
    return [Line("ABCD"[place], f"choice {place}", many, place == right) for place, many in enumerate(people)]


def said(figures: Figures, *some: Line) -> list[str]:
    return [str(one.sentence) for one in advice(figures, some, NAMES)]


def test_a_sound_question_is_left_alone() -> None:
    assert said(Figures(100, 62, 0.41), *lines(62, 20, 18)) == []


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (Figures(100, 62, -0.1), "check the key first"),
        (Figures(100, 62, 0.1), "hardly tells"),
        (Figures(100, 12, 0.4), "only 12 % of the points"),
        (Figures(100, 97, 0.4), "Almost everybody"),
    ],
)
def test_figures_that_ask_for_work(figures: Figures, words: str) -> None:
    (sentence,) = said(figures)
    assert words in sentence


def test_a_choice_that_nobody_takes_is_named() -> None:
    (sentence,) = said(Figures(100, 62, 0.4), *lines(62, 36, 2))
    assert sentence.startswith("Almost nobody chooses answer C (“choice 2”)")


def test_choices_that_nobody_takes_are_told_together() -> None:
    (sentence,) = said(Figures(100, 62, 0.4), *lines(62, 2, 34, 2))
    assert sentence.startswith("Almost nobody chooses the answers B, D:")


def test_a_choice_is_quoted_once() -> None:
    quoted = Line("B", "« Bonjour »", 2, right=False)
    (sentence,) = said(Figures(100, 62, 0.4), *lines(62, 36), quoted)
    assert "B (“Bonjour”)" in sentence


def test_a_wrong_choice_that_most_take_comes_first() -> None:
    first, second = said(Figures(100, 30, 0.4), *lines(30, 69, 1))
    assert "More people choose answer B" in first
    assert "Almost nobody chooses answer C" in second


def test_few_answers_say_nothing_of_choices() -> None:
    assert said(Figures(29, 62), *lines(20, 9, 0)) == []


def test_true_or_false_has_no_choice_to_replace() -> None:
    assert said(Figures(100, 94, 0.4), *lines(96, 4)) == []


@pytest.mark.parametrize(("delta", "language"), [(-1.7, "arabe"), (1.7, "français")])
def test_the_language_in_which_it_is_harder_is_named(delta: float, language: str) -> None:
    figures = Figures(600, 62, 0.4, languages={"fr": (300, 70), "ar": (300, 50)}, dif={"ar": Dif(delta, 0.3, 30)})
    (one,) = advice(figures, [], NAMES)
    assert f"harder in {language}" in str(one.sentence)
    assert one.urgent
    slight = Figures(600, 62, 0.4, languages=figures.languages, dif={"ar": Dif(delta, 0.5, 9)})
    assert not advice(slight, [], NAMES)[0].urgent
    none = Figures(600, 62, 0.4, languages=figures.languages, dif={"ar": Dif(0.4, 0.5, 1)})
    assert advice(none, [], NAMES) == []

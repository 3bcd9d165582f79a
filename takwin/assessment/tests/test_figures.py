"""Figures of questions against what is reckoned by hand; no database."""

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.assessment import figures as reckoning
from takwin.assessment.figures import FEWEST, STEADY, Answers, Figures, correlation

MARKS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=2, max_size=60)


class Given(NamedTuple):
    """The first answer of one person to one question, as a row of `Answers`."""

    person: int
    item: str
    mark: int
    language: str
    seconds: int | None


def columns(rows: list[Given]) -> Answers:
    people, _, marks, languages, seconds = zip(*rows, strict=True)
    return Answers(people, marks, languages, seconds)


def figures(
    given: list[Given], points: dict[str, int], graded: Collection[str], asked: int | None = None
) -> dict[str, Figures]:
    """The figures of answers in any order."""
    by_question = {item: columns([one for one in given if one.item == item]) for item in {one.item for one in given}}
    return reckoning.figures(by_question, points, graded, asked)


def answers(marks: dict[str, list[int]], language: str = "fr", first: int = 0) -> list[Given]:
    """The same people, one after the other, at each question."""
    return [
        Given(first + who, item, mark, language, 60 + who)
        for item, given_marks in marks.items()
        for who, mark in enumerate(given_marks)
    ]


def test_a_correlation_by_hand() -> None:
    # means 2 and 4; deviations (-1, 0, 1) and (-2, 1, 1): 3 / sqrt(2 * 6)
    assert correlation(Counter([(1, 2), (2, 5), (3, 5)])) == pytest.approx(3 / 12**0.5)
    assert correlation(Counter([(1, 2), (1, 5)])) is None
    assert correlation({}) is None


def test_facility_time_and_languages() -> None:
    half = answers({"q": [100] * 6 + [50] * 4}) + answers({"q": [0] * 10}, "ar", 50)
    told = figures(half, {"q": 100}, ["q"])["q"]
    assert (told.answers, told.facility, told.seconds) == (20, 40, 64)
    assert told.languages == {"fr": (10, 80), "ar": (10, 0)}
    assert told.discrimination is None


def test_too_few_answers_tell_nothing() -> None:
    assert figures(answers({"q": [100] * (FEWEST - 1)}), {"q": 100}, ["q"]) == {}
    mixed = answers({"q": [100] * FEWEST}) + answers({"q": [0]}, "ar", 50)
    assert figures(mixed, {"q": 100}, ["q"])["q"].languages == {"fr": (FEWEST, 100)}


def test_a_question_that_is_not_asked_about_is_passed_over() -> None:
    assert figures(answers({"opinion": [0] * 20}), {}, []) == {}


def test_discrimination_leaves_the_question_itself_out() -> None:
    # q follows the sum of the others exactly, r is its opposite; each mark is compared with the other two only
    level = [0, 100] * (STEADY // 2)
    told = figures(
        answers({"p": level, "q": level, "r": [100 - one for one in level]}), dict.fromkeys("pqr", 100), "pqr"
    )
    assert told["p"].discrimination is None  # q and r together never vary
    assert told["r"].discrimination == pytest.approx(-1)


def test_only_who_answered_everything_that_counts_has_a_level() -> None:
    level = [0, 100] * STEADY
    told = figures(answers({"p": level, "q": level[:STEADY]}), {"p": 100, "q": 100}, ["p", "q"])
    assert told["p"].discrimination == pytest.approx(1)
    told = figures(answers({"p": level, "q": level[: STEADY - 1]}), {"p": 100, "q": 100}, ["p", "q"])
    assert told["p"].discrimination is None


def test_a_practice_question_is_compared_with_what_counts() -> None:
    level = [0, 100] * STEADY
    told = figures(answers({"try": level, "q": level}), {"try": 100, "q": 100}, ["q"])
    assert told["try"].discrimination == pytest.approx(1)
    assert told["q"].discrimination is None


def test_a_question_that_is_harder_in_one_language_shows() -> None:
    people = {language: [(who // 30) * 100 for who in range(300)] for language in ("fr", "ar")}
    fair = {"fr": [100 * (who % 10 < 6) for who in range(300)], "ar": [100 * (who % 10 < 2) for who in range(300)]}
    given_all = [
        one
        for number, language in enumerate(("fr", "ar"))
        for one in answers({"level": people[language], "q": fair[language]}, language, 1000 * number)
    ]
    told = figures(given_all, {"level": 900, "q": 100}, ["level"])
    assert told["q"].dif["ar"].category == "C"
    assert told["q"].dif["ar"].delta < -1.5
    few = [one for one in given_all if one.person < 1100]
    assert figures(few, {"level": 900, "q": 100}, ["level"])["q"].dif == {}


@given(MARKS)
def test_a_correlation_stays_in_its_range(pairs: list[tuple[int, int]]) -> None:
    found = correlation(Counter(pairs))
    assert found is None or -1.0000001 <= found <= 1.0000001
    assert found is None or found == pytest.approx(correlation(Counter((y, x) for x, y in pairs)))


@given(st.lists(st.integers(0, 100), min_size=FEWEST, max_size=80))
def test_facility_is_a_share(marks: list[int]) -> None:
    told = figures(answers({"q": marks}), {"q": 100}, ["q"])["q"]
    assert 0 <= told.facility <= 100
    assert told.answers == len(marks)


def test_people_who_were_asked_different_questions_of_a_pool_are_compared_by_shares() -> None:
    # "own" is asked of all; half of the people are asked "p", half "q", and do there as they did before
    level = [0, 100] * STEADY
    half = STEADY
    given = answers({"own": level}) + answers({"p": level[:half]}) + answers({"q": level[half:]}, first=half)
    told = figures(given, dict.fromkeys(("own", "p", "q"), 100), ["own", "p", "q"], 2)
    assert told["own"].discrimination == pytest.approx(1)
    assert told["p"].discrimination == pytest.approx(1)
    assert told["q"].answers == half
    assert figures(given, dict.fromkeys(("own", "p", "q"), 100), ["own", "p", "q"])["own"].discrimination is None

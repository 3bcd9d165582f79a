"""How sure one is: it changes no mark, and is given back; no database but for the last."""

from typing import cast

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from takwin.accounts.models import Person
from takwin.assessment import actions, mine, queries
from takwin.assessment.advice import of_confidence
from takwin.assessment.confidence import judged, misled, read
from takwin.assessment.models import Attempt
from takwin.assessment.tests.builders import enrolment, of_quiz
from takwin.learning.models import Progress
from takwin.lib.ids import uuid7

answers = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(1, 3)), st.integers(0, 300), st.integers(1, 300)), max_size=30
)
QUIZ = """\
:::::{{quiz}} final
:confidence: {said}

::::{{numeric}} one
:answer: 1

Un ?
::::
::::{{numeric}} two
:answer: 2

Deux ?
::::
:::::
"""


@given(answers)
def test_every_level_that_was_said_is_told_once_with_its_answers(given: list[tuple[int | None, int, int]]) -> None:
    told = judged(given)
    assert sum(one.answers for one in told) == sum(level is not None for level, _, _ in given)
    assert all(0 <= one.right <= one.answers > 0 for one in told)
    assert [one.level.number for one in told] == sorted({level for level, _, _ in given if level}, reverse=True)


@pytest.mark.parametrize(("words", "level"), [("1", 1), ("3", 3), ("", None), ("4", None), ("-1", None), ("un", None)])
def test_nonsense_says_nothing(words: str, level: int | None) -> None:
    assert read(words) == level


def test_sure_and_wrong_is_less_than_half() -> None:
    assert misled(3, 49, 100)
    assert not misled(3, 50, 100)
    assert not misled(2, 0, 100)
    assert not misled(None, 0, 100)


def test_the_team_is_told_from_a_fifth_on() -> None:
    assert not list(of_confidence(40, 7))
    assert [one.urgent for one in of_confidence(40, 8)] == [True]


def send(person: Person, said: str) -> list[Attempt]:
    who = enrolment(person, of_quiz(QUIZ.format(said=said)))
    responses = {"one": {"number": "1"}, "two": {"number": "7"}}
    return actions.answer(who, responses, uuid7(), "fr", timezone.now(), {"one": 1, "two": 3})


def test_it_is_kept_where_the_quiz_asks_and_changes_no_mark(amina: Person) -> None:
    assert [(one.mark, one.sure) for one in send(amina, "yes")] == [(100, 1), (0, 3)]
    assert Progress.objects.get().mark == 100
    run = Attempt.objects.select_related("enrolment__run")[0].enrolment.run
    assert queries.confident(run) == {"one": (1, 0), "two": (1, 1)}
    told = cast(list[dict[str, object]], mine.export(amina)["answers"])
    assert {one["sure (1 to 3)"] for one in told} == {1, 3}


def test_it_is_not_kept_where_the_quiz_does_not_ask(amina: Person) -> None:
    assert [one.sure for one in send(amina, "no")] == [None, None]
    run = Attempt.objects.select_related("enrolment__run")[0].enrolment.run
    assert queries.confident(run) == {}

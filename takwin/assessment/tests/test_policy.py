"""When a question may be answered, and what may be seen."""

from datetime import UTC, datetime, timedelta

import pytest

from takwin.assessment.policy import ItemPolicy, allowance
from takwin.learning.progress import Answers

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def policy(
    attempts: int | None = 2, feedback: str = "attempt", graded: bool = True, closes: datetime | None = None
) -> ItemPolicy:
    return ItemPolicy(100, attempts, graded, "asked", feedback, closes)


def answers(*marks: int, asked: str = "asked") -> Answers:
    return Answers(asked, len(marks), dict(enumerate(marks, start=1)))


def test_attempts_are_counted_down() -> None:
    assert allowance(policy(), Answers(), NOW).left == 2
    assert allowance(policy(), answers(0), NOW).left == 1
    spent = allowance(policy(), answers(0, 50), NOW)
    assert (spent.left, spent.open) == (0, False)


def test_without_a_limit_there_is_always_one_more() -> None:
    assert allowance(policy(attempts=None), answers(0, 0, 0, 0), NOW).open


def test_all_points_are_enough_but_practice_goes_on() -> None:
    assert not allowance(policy(), answers(100), NOW).open
    assert allowance(policy(None, graded=False), answers(100), NOW).open


def test_answers_to_another_wording_spend_nothing() -> None:
    assert allowance(policy(), answers(0, 0, asked="before"), NOW).left == 2


def test_the_closing_moment_is_closed() -> None:
    assert allowance(policy(closes=NOW + timedelta(seconds=1)), Answers(), NOW).open
    assert not allowance(policy(closes=NOW), Answers(), NOW).open


@pytest.mark.parametrize(
    ("feedback", "after_one", "after_all"),
    [("attempt", True, True), ("last", False, True), ("never", False, False)],
)
def test_feedback_is_shown_when_the_quiz_says_so(feedback: str, after_one: bool, after_all: bool) -> None:
    assert not allowance(policy(feedback=feedback), Answers(), NOW).feedback
    assert allowance(policy(feedback=feedback), answers(0), NOW).feedback == after_one
    assert allowance(policy(feedback=feedback), answers(0, 0), NOW).feedback == after_all

"""When a question may be answered, and what may be seen."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from takwin.assessment.policy import ItemPolicy, allowance, elapsed
from takwin.learning.progress import Answers
from takwin.lib.ids import uuid7

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


@pytest.mark.parametrize(
    ("after", "seconds"), [(0, 0), (75_900, 75), (24 * 3600_000, 24 * 3600), (24 * 3600_000 + 1000, None), (-1, None)]
)
def test_the_time_since_the_page_was_shown(after: int, seconds: int | None) -> None:
    shown = datetime(2026, 3, 1, 8, tzinfo=UTC)
    token = uuid7(int(shown.timestamp() * 1000))
    assert elapsed(token, shown + timedelta(milliseconds=after)) == seconds


def test_a_token_that_does_not_tell_the_time() -> None:
    assert elapsed(UUID("6d1f6f0e-6d1c-4b0a-9a43-7a6b1c9e5f10"), datetime(2026, 3, 1, tzinfo=UTC)) is None

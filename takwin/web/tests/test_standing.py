"""What is missing to complete a course, and whether it can still be had."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from takwin.assessment.asked import Asked
from takwin.learning.counting import summary
from takwin.learning.progress import Answers, Rules, State
from takwin.learning.tests.builders import item, outline
from takwin.web.standing import Standing, standing

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def stand(state: State, closes: datetime | None = None, **rule: Any) -> Standing:
    content = outline(**rule)
    rules = Rules.of(content)
    return standing(summary(state, rules), Asked(content, rules, state, closes), NOW)


def test_at_the_beginning_all_is_missing_and_all_can_be_had() -> None:
    at = stand(State())
    assert (at.missing_steps, at.missing_points, at.open_points, at.out_of_reach) == (3, 180, 300, False)


def test_what_the_rule_does_not_ask_is_not_missing() -> None:
    at = stand(State(done=frozenset({"one/a", "one/b"})), steps=50, mark=0)
    assert (at.missing_steps, at.missing_points) == (0, 0)


def test_a_share_is_asked_for_whole() -> None:
    assert stand(State(), steps=50).missing_steps == 2


def test_spent_attempts_put_the_rest_out_of_reach() -> None:
    spent = State(answers={"q1": Answers("a", 2, {1: 0, 2: 0}), "q2": Answers("a", 2, {1: 50, 2: 60})})
    at = stand(spent)
    assert (at.missing_points, at.open_points, at.out_of_reach) == (120, 0, True)


def test_a_better_second_attempt_can_bring_the_difference() -> None:
    at = stand(State(answers={"q2": Answers("a", 1, {1: 150})}))
    assert at.open_points == 100 + 50


def test_after_the_closing_date_nothing_can_be_had() -> None:
    assert stand(State(), closes=NOW).out_of_reach


marks = st.dictionaries(st.integers(1, 2), st.integers(0, 200), max_size=2)


@given(
    marks, marks, st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.sets(st.sampled_from(["t1", "t2"]))
)
def test_nothing_missing_means_the_rule_is_met(
    one: dict[int, int], two: dict[int, int], steps: int, mark: int, tasks: int, declared: set[str]
) -> None:
    content = outline({"q1": item(), "q2": item(200)}, steps=steps, mark=mark, tasks=tasks)
    state = State(
        answers={"q1": Answers("a", len(one), one), "q2": Answers("a", len(two), two)}, declared=frozenset(declared)
    )
    rules = Rules.of(content)
    sums = summary(state, rules)
    at = standing(sums, Asked(content, rules, state), NOW)
    assert sums.met == (at.missing_steps == at.missing_points == at.missing_tasks == 0)
    assert 0 <= at.mark + at.open_points <= at.points

"""Laws of time: late answers are kept and do not count, unless the release or the team gives more time; nothing is taken back."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from takwin.content.release import Outline
from takwin.learning import activity
from takwin.learning.counting import summary
from takwin.learning.progress import Rules, State, fold
from takwin.learning.tests.builders import item, outline
from takwin.learning.timing import GRACE, Extra, Limit
from takwin.records.statement import Statement

WHO = UUID(int=7)
START = datetime(2026, 1, 5, 8, tzinfo=UTC)


def release(minutes: int | None = 10, late: str = "kept") -> Outline:
    """A quiz "q" of one question, with a limit."""
    content = outline({"q1": item(attempts=3)}, steps=0)
    said: Any = {"minutes": minutes, "late": late} if minutes else {}
    content["quizzes"]["q"] = {**content["quizzes"]["q"], **said}
    return content


RULES = Rules.of(release())


def told(number: int, at: int, verb: str, what: str, **result: object) -> Statement:
    return Statement(UUID(int=number), WHO, verb, what, START + timedelta(seconds=at), result=result)


def began(number: int, seconds: int, promised: int = 600) -> Statement:
    return told(number, seconds, "began", activity.quiz("essai", "q"), seconds=promised)


def answered(number: int, seconds: int, n: int = 1, mark: int = 100) -> Statement:
    return told(number, seconds, "answered", activity.item("essai", "q1"), n=n, raw=mark, asked="a")


def granted(number: int, seconds: int, percent: int = 0, minutes: int = 0) -> Statement:
    return told(number, seconds, "granted", activity.course("essai"), percent=percent, minutes=minutes)


def mark(*history: Statement, rules: Rules = RULES) -> int:
    return summary(fold(State(), history, rules), rules).mark


def test_in_time_and_a_little_after_it_counts() -> None:
    assert mark(began(1, 0), answered(2, 600 + GRACE)) == 100
    assert mark(began(1, 0), answered(2, 601 + GRACE)) == 0


def test_a_late_answer_is_kept_and_uses_an_attempt() -> None:
    state = fold(State(), [began(1, 0), answered(2, 900)], RULES)
    assert state.answers["q1"].used == 1
    assert [(one.mark, one.took) for one in state.answers["q1"].late.values()] == [(100, 900)]


def test_where_late_answers_count_they_count() -> None:
    assert mark(began(1, 0), answered(2, 9000), rules=Rules.of(release(late="counts"))) == 100


def test_time_given_before_or_afterwards_lets_it_count() -> None:
    assert mark(granted(1, 0, 50), began(2, 1, 900), answered(3, 900)) == 100
    assert mark(began(1, 0), answered(2, 900), granted(3, 5000, minutes=5)) == 100
    assert mark(began(1, 0), answered(2, 900), granted(3, 5000, percent=50)) == 100
    assert mark(began(1, 0), answered(2, 900), granted(3, 5000, minutes=1)) == 0


def test_nothing_is_taken_back() -> None:
    assert mark(granted(1, 0, 100), began(2, 1, 1200), answered(3, 1100), granted(4, 5000)) == 100
    shorter = Rules.of(release(minutes=1))
    assert mark(began(1, 0), answered(2, 500), rules=shorter) == 100  # as was promised


def test_a_longer_limit_in_a_newer_release_lets_it_count() -> None:
    history = [began(1, 0), answered(2, 1100)]
    assert mark(*history) == 0
    assert mark(*history, rules=Rules.of(release(minutes=20))) == 100
    assert mark(*history, rules=Rules.of(release(minutes=None))) == 100


def test_each_attempt_has_its_own_time() -> None:
    history = [began(1, 0), answered(2, 900, 1, 100), began(3, 1000), answered(4, 1100, 2, 50)]
    assert mark(*history) == 50


@given(st.integers(1, 600), st.integers(0, 300), st.integers(0, 600))
def test_more_time_is_never_less(minutes: int, percent: int, more: int) -> None:
    assert Extra(percent, more).of(Limit(minutes)) >= Extra().of(Limit(minutes)) == minutes * 60


@st.composite
def histories(draw: st.DrawFn) -> list[Statement]:
    found, clock = [], 0
    for number in range(draw(st.integers(0, 12))):
        clock += draw(st.integers(0, 900))
        kind = draw(st.sampled_from(["began", "answered", "granted"]))
        if kind == "began":
            found.append(began(number, clock))
        elif kind == "granted":
            found.append(granted(number, clock, draw(st.integers(0, 100)), draw(st.integers(0, 10))))
        else:
            before = sum(one.verb == "answered" for one in found)
            found.append(answered(number, clock, before + 1, draw(st.integers(0, 100))))
    return found


@given(histories(), st.integers(0, 12))
def test_folding_in_parts_and_storing_between_change_nothing(history: list[Statement], cut: int) -> None:
    first = State.from_json(fold(State(), history[:cut], RULES).to_json())
    assert fold(first, history[cut:], RULES) == fold(State(), history, RULES)


@given(histories())
def test_marks_stay_in_range_and_time_only_helps(history: list[Statement]) -> None:
    plain, free = mark(*history), mark(*history, rules=Rules.of(release(late="counts")))
    assert 0 <= plain <= free <= 100

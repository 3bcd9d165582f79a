"""Which steps are open, and by when: order, dates, days of one's own, a weekly plan, and the clock of Morocco."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takwin.learning.progress import State
from takwin.learning.run import SEQUENCES, Policy, Span
from takwin.learning.way import Own, Way, weeks

ZONE = ZoneInfo("Africa/Casablanca")
STEPS = ["one/a", "one/b", "two/c", "three/d"]
START = datetime(2026, 12, 1, 9, tzinfo=UTC)


def way(policy: Policy, own: Own = Own(), ends: datetime | None = None, start: datetime = START) -> Way:  # noqa: B008
    return Way(policy, start, ZONE, STEPS, dict.fromkeys(STEPS, 30), own, ends)


def open_(policy: Policy, done: set[str], now: datetime = START, opened: set[str] | None = None) -> list[str]:
    state = State(opened=frozenset(opened or ()), done=frozenset(done))
    return [step for step, gate in way(policy).gates(state, now).items() if gate.open]


@pytest.mark.parametrize(
    ("sequence", "done", "expected"),
    [
        ("free", set(), STEPS),
        ("linear", set(), ["one/a"]),
        ("linear", {"one/a"}, ["one/a", "one/b"]),
        ("linear", {"one/a", "two/c"}, ["one/a", "one/b", "two/c"]),
        ("prerequisite", set(), ["one/a", "one/b"]),
        ("prerequisite", {"one/a"}, ["one/a", "one/b"]),
        ("prerequisite", {"one/a", "one/b"}, ["one/a", "one/b", "two/c"]),
        ("linear", set(STEPS), STEPS),
    ],
)
def test_the_order_decides_what_is_open(sequence: str, done: set[str], expected: list[str]) -> None:
    assert open_(Policy(sequence=sequence), done) == expected


def test_a_module_may_need_others_than_the_one_before() -> None:
    policy = Policy(sequence="prerequisite", needs={"three": ("one",), "two": ()})
    assert open_(policy, set()) == ["one/a", "one/b", "two/c"]
    assert open_(policy, {"one/a", "one/b"}) == STEPS


def test_what_was_opened_stays_open() -> None:
    assert open_(Policy(sequence="linear"), set(), opened={"three/d"}) == ["one/a", "three/d"]
    late = Policy(pace="fixed", schedule={"three": Span(date(2030, 1, 1))})
    assert "three/d" not in open_(late, set())
    assert "three/d" in open_(late, set(), opened={"three/d"})


def test_fixed_dates_open_at_midnight_where_the_people_live() -> None:
    policy = Policy(
        pace="fixed",
        schedule={"two": Span(date(2026, 12, 8), date(2026, 12, 14)), "two/c": Span(None, date(2026, 12, 10))},
    )
    midnight = datetime(2026, 12, 7, 23, tzinfo=UTC)
    gate = way(policy).gates(State(), midnight - timedelta(seconds=1))["two/c"]
    assert gate.opens == midnight
    assert gate.last_day(ZONE) == date(2026, 12, 10), "a step's own day goes before that of its module"
    assert way(policy).gates(State(), midnight)["two/c"].open


def test_the_clock_change_of_ramadan_moves_no_day() -> None:
    """In 2027 Ramadan begins about 8 February: the clock goes back an hour on the 7th and forward again on 14 March."""
    offsets = {datetime(2027, month, day, 12, tzinfo=ZONE).utcoffset() for month, day in ((2, 1), (2, 20), (3, 20))}
    assert offsets == {timedelta(hours=1), timedelta(0)}, "tzdata knows the change"
    start = datetime(2027, 2, 1, 22, 30, tzinfo=UTC)
    policy = Policy(pace="relative", schedule={"one": Span(0, 14), "two": Span(0, 50)})
    gates = way(policy, start=start).gates(State(), start)
    assert gates["one/a"].due == datetime(2027, 2, 16, tzinfo=UTC), "during Ramadan midnight is midnight of UTC"
    assert gates["two/c"].due == datetime(2027, 3, 23, 23, tzinfo=UTC), "after it an hour earlier"
    assert gates["two/c"].last_day(ZONE) == date(2027, 3, 23)


@pytest.mark.parametrize(("late", "expected"), [("counts", 31), ("grace", 15), ("closed", 8)])
def test_late_work_is_taken_as_the_run_says(late: str, expected: int) -> None:
    ends = datetime(2026, 12, 30, 23, tzinfo=UTC)
    policy = Policy(pace="fixed", schedule={"one": Span(None, date(2026, 12, 7))}, late=late)
    closes = way(policy, ends=ends).gates(State(), START)["one/a"].closes
    assert closes
    assert closes.astimezone(ZONE) == datetime(2026, 12, expected, tzinfo=ZONE)


def test_days_of_ones_own_move_every_date_and_the_end() -> None:
    policy = Policy(pace="fixed", schedule={"one": Span(None, date(2026, 12, 7))}, late="closed")
    found = way(policy, Own(days=5), datetime(2026, 12, 30, 23, tzinfo=UTC))
    gate = found.gates(State(), START)["one/a"]
    assert gate.last_day(ZONE) == date(2026, 12, 12)
    assert found.closes == datetime(2027, 1, 4, 23, tzinfo=UTC)


def test_a_weekly_plan_lays_the_steps_out() -> None:
    policy, own = Policy(pace="plan"), Own(minutes=60, since=START)
    planned = weeks(way(policy, own).gates(State(), START), frozenset(), ZONE)
    assert planned == {date(2026, 12, 7): ["one/a", "one/b"], date(2026, 12, 14): ["two/c", "three/d"]}
    done = State(done=frozenset({"one/a", "one/b"}))
    assert weeks(way(policy, own).gates(done, START), done.done, ZONE) == {date(2026, 12, 7): ["two/c", "three/d"]}
    assert weeks(way(policy).gates(State(), START), frozenset(), ZONE) == {}, "who said nothing has no plan"


@settings(max_examples=60)
@given(st.sampled_from(SEQUENCES), st.sets(st.sampled_from(STEPS)), st.sets(st.sampled_from(STEPS)))
def test_doing_more_never_closes_anything_and_something_is_always_open(
    sequence: str, done: set[str], more: set[str]
) -> None:
    before, after = open_(Policy(sequence=sequence), done), open_(Policy(sequence=sequence), done | more)
    assert set(before) <= set(after)
    assert set(after) - (done | more) or done | more == set(STEPS)

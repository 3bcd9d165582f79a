"""The clock of a box: acts stand where they were done by the parent's."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from takwin.relay import clock
from takwin.relay.clock import Reading, arrival, put_right

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NONE = timedelta(0)


def at_roster(wrong: timedelta = NONE, *, exact: bool = True) -> Reading:
    return Reading(10, MONDAY + wrong, MONDAY, exact)


@given(st.timedeltas(-3000 * DAY, 3000 * DAY), st.lists(st.integers(1, 4 * 86400), min_size=1, max_size=6))
def test_a_clock_that_stays_wrong_costs_no_second(wrong: timedelta, seconds: list[int]) -> None:
    came = arrival(99, MONDAY + 5 * DAY + wrong, MONDAY + 5 * DAY, [at_roster(wrong)], at_once=True)
    for number, passed in enumerate(sorted(seconds), start=11):
        done = MONDAY + timedelta(seconds=passed)
        found = put_right(number, done + wrong, [at_roster(wrong)], came)
        assert found == (done if abs(wrong) > clock.NEAR else done + wrong)


@given(
    st.timedeltas(-3000 * DAY, 3000 * DAY), st.timedeltas(-3000 * DAY, 3000 * DAY), st.booleans(), st.booleans(),
    st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2, max_size=5),
)  # fmt: skip
def test_whatever_clocks_do_an_act_was_done_between_the_roster_and_now(
    then: timedelta, later: timedelta, exact: bool, at_once: bool, said: list[datetime]
) -> None:
    now, known = MONDAY + 5 * DAY, [at_roster(then, exact=exact)]
    came = arrival(20, now + later, now, known, at_once=at_once)
    for number, at in enumerate(said, start=11):
        assert MONDAY - clock.NEAR <= put_right(number, at, known, came) <= now


def test_a_clock_that_was_set_before_the_acts_went_up() -> None:
    came = arrival(20, MONDAY + 5 * DAY, MONDAY + 5 * DAY, [at_roster(-3 * DAY)], at_once=True)
    assert put_right(11, MONDAY - 3 * DAY + HOUR, [at_roster(-3 * DAY)], came) == MONDAY + HOUR, "by the old clock"
    assert put_right(15, MONDAY + 4 * DAY, [at_roster(-3 * DAY)], came) == MONDAY + 4 * DAY, "by the new one"
    assert put_right(15, MONDAY + HOUR, [at_roster(-3 * DAY)], came) == MONDAY + HOUR, "either could be: the earlier"


def test_a_laptop_that_woke_in_another_year_keeps_the_order_of_acts() -> None:
    came = arrival(12, MONDAY + DAY, MONDAY + DAY, [at_roster()], at_once=True)
    woke = [put_right(number, datetime(2015, 1, 1, tzinfo=UTC), [at_roster()], came) for number in (11, 12)]
    assert MONDAY < woke[0] < woke[1] < MONDAY + timedelta(seconds=1), "no earlier than the roster, one after the other"
    ahead = [put_right(number, datetime(2035, 1, 1, tzinfo=UTC), [at_roster()], came) for number in (11, 12)]
    assert MONDAY + DAY - timedelta(seconds=1) < ahead[0] < ahead[1] == MONDAY + DAY


def test_a_stick_may_be_under_way_for_days_but_not_from_tomorrow() -> None:
    slow = arrival(20, MONDAY + DAY, MONDAY + 5 * DAY, [at_roster()], at_once=False)
    assert put_right(11, MONDAY + HOUR, [at_roster()], slow) == MONDAY + HOUR
    ahead = arrival(20, MONDAY + 9 * DAY, MONDAY + 5 * DAY, [at_roster(exact=False)], at_once=False)
    assert ahead.lacks == -4 * DAY
    behind = [at_roster(-30 * DAY, exact=False)]
    carried = arrival(20, MONDAY - 28 * DAY, MONDAY + 5 * DAY, behind, at_once=False)
    assert put_right(11, MONDAY - 29 * DAY, behind, carried) == MONDAY + DAY, "behind since its first roster, at least"


def test_what_a_box_tells_of_its_clock_is_read_again() -> None:
    assert clock.read(at_roster(DAY).text()) == at_roster(DAY)

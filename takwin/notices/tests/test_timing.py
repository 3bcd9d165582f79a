"""When a letter leaves: quiet hours and one letter a day, by the person's own clock, also when it changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from takwin.notices.timing import DAILY, HERE, NOW, ZONES, Wish

CASABLANCA = ZoneInfo("Africa/Casablanca")


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=CASABLANCA)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("told", "leaves"),
    [
        (at(2026, 12, 1, 12), at(2026, 12, 1, 12)),
        (at(2026, 12, 1, 20, 59), at(2026, 12, 1, 20, 59)),
        (at(2026, 12, 1, 21), at(2026, 12, 2, 7)),
        (at(2026, 12, 1, 6, 59), at(2026, 12, 1, 7)),
        (at(2027, 2, 6, 23), at(2027, 2, 7, 7)),  # the night in which the clock is put back for Ramadan
        (at(2027, 3, 13, 23), at(2027, 3, 14, 7)),  # and the one in which it is put forward again
    ],
)
def test_no_letter_leaves_in_quiet_hours(told: datetime, leaves: datetime) -> None:
    assert Wish(NOW).leaves(told) == leaves
    assert Wish().leaves(told, urgent=True) == leaves


def test_a_daily_letter_waits_for_the_morning_of_the_person() -> None:
    assert Wish().leaves(at(2026, 12, 1, 12)) == at(2026, 12, 2, 7)
    assert Wish().leaves(at(2027, 2, 6, 12)) == at(2027, 2, 7, 7)
    assert at(2027, 2, 7, 7) - at(2027, 2, 6, 12) == timedelta(hours=19), "wall clocks"
    assert Wish().leaves(at(2027, 2, 7, 7)) == at(2027, 2, 8, 7)
    paris = Wish(zone="Europe/Paris").leaves(datetime(2027, 2, 1, 12, tzinfo=UTC))
    assert paris == datetime(2027, 2, 2, 6, tzinfo=UTC)
    assert Wish(HERE).leaves(at(2026, 12, 1, 12), urgent=True) is None


@settings(max_examples=60)
@given(
    some.builds(
        Wish, some.sampled_from([DAILY, NOW]), some.integers(0, 23), some.integers(0, 23), some.sampled_from(ZONES)
    ),
    some.integers(0, 6 * 365 * 24 * 60).map(
        lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    some.booleans(),
)
def test_what_waits_leaves_within_a_day_and_never_in_quiet_hours(wish: Wish, now: datetime, urgent: bool) -> None:
    leaves = wish.leaves(now, urgent)
    assert leaves
    assert now <= leaves <= now + timedelta(hours=26)
    hour, begins, ends = leaves.astimezone(ZoneInfo(wish.zone)).hour, wish.quiet_from, wish.quiet_until
    skipped = (
        leaves.astimezone(ZoneInfo(wish.zone)).minute or hour == (ends + 1) % 24
    )  # the hour that a spring takes away
    assert not (begins <= hour < ends if begins <= ends else hour >= begins or hour < ends) or skipped

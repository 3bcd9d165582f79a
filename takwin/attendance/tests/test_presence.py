"""What can be noted, and what holds then."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.attendance.presence import (
    ABSENT,
    EXCUSED,
    LATE,
    LEFT,
    PRESENT,
    STATUSES,
    WAYS,
    YIELDING,
    Mark,
    arrived,
    decide,
    may_arrive,
    noted,
)
from takwin.attendance.tests.builders import ENDS, STARTS

MINUTES = timedelta(minutes=1)
MARKS = st.builds(Mark, st.sampled_from([*STATUSES]), st.integers(0, 180))


@pytest.mark.parametrize(
    ("status", "minutes", "found"),
    [(PRESENT, 20, 180), (LATE, 120, 120), (LEFT, None, 90), (EXCUSED, 50, 0), (ABSENT, None, 0)],
)
def test_minutes_belong_to_those_who_were_there(status: str, minutes: int | None, found: int) -> None:
    assert noted(status, minutes, 180) == Mark(status, found)


@pytest.mark.parametrize("minutes", [0, 181, -3])
def test_nobody_has_minutes_that_the_meeting_does_not_have(minutes: int) -> None:
    with pytest.raises(ValueError, match=LATE):
        noted(LATE, minutes, 180)


def test_who_comes_within_a_quarter_of_an_hour_is_not_late() -> None:
    assert arrived(STARTS, ENDS, STARTS - 20 * MINUTES) == Mark(PRESENT, 180)
    assert arrived(STARTS, ENDS, STARTS + 15 * MINUTES) == Mark(PRESENT, 180)
    assert arrived(STARTS, ENDS, STARTS + 16 * MINUTES) == Mark(LATE, 164)
    assert arrived(STARTS, ENDS, ENDS - timedelta(seconds=5)) == Mark(LATE, 1)


def test_people_note_themselves_from_half_an_hour_before_until_the_end() -> None:
    moments = (STARTS - 31 * MINUTES, STARTS - 30 * MINUTES, ENDS - MINUTES, ENDS)
    assert [may_arrive(STARTS, ENDS, one) for one in moments] == ["early", "now", "now", "over"]


@given(MARKS, MARKS, st.sampled_from(sorted(WAYS)))
def test_nobody_undoes_by_themselves_what_was_noted(before: Mark, new: Mark, way: str) -> None:
    decided = decide(before, new, way)
    assert decided.mark == (before if way in YIELDING else new)
    assert decided.changed == (decided.mark != before)
    assert decide(None, new, way).mark == new

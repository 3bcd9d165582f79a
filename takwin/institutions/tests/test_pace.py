"""Batches of a roster fit the time for which others may wait."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from takwin.institutions import pace
from takwin.institutions.pace import Pace


def clock(moments: list[float]) -> Iterator[float]:
    yield from moments


def batch(one: Pace) -> int:
    with one:
        one.alone()
    return one.size


def test_a_batch_that_took_too_long_is_followed_by_a_shorter_one() -> None:
    told = clock([0, 0.3, 1, 1.01, 2, 2.0])
    one = Pace(lambda: next(told))
    assert batch(one) == pace.LEAST == 10, "ten times too long"
    assert batch(one) == 13, "it grows by a quarter, however quick it was"
    assert batch(one) == 17


def test_what_was_refused_before_it_began_changes_nothing() -> None:
    one = Pace(lambda: 0.0)
    with one:
        pass
    assert one.size == pace.FIRST


@given(st.lists(st.floats(0, 5), min_size=1, max_size=8))
def test_a_batch_is_never_empty_nor_endless_nor_keeps_pace_with_a_slower_machine(lengths: list[float]) -> None:
    moments = [at for place, took in enumerate(lengths) for at in (place * 10.0, place * 10.0 + took)]
    told = clock(moments)
    one = Pace(lambda: next(told))
    for took in lengths:
        before, after = one.size, batch(one)
        assert pace.LEAST <= after <= pace.MOST
        assert after == pace.LEAST or after * took <= before * pace.AIM * 1.001

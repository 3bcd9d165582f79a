"""Sums over cohorts."""

from hypothesis import given
from hypothesis import strategies as st

from takwin.steering.sums import Kept, Sum, by_child, by_run, whole

NUMBERS = st.integers(0, 9)
SUMS = st.builds(Sum, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
ROWS = st.lists(st.tuples(st.sampled_from(["/1/2/5/", "/1/2/6/", "/1/3/7/", "/1/4/"]), NUMBERS | st.none(), SUMS))


def test_children_are_told_apart() -> None:
    rows: list[Kept] = [("/1/2/5/", None, Sum(3)), ("/1/2/6/", None, Sum(4)), ("/1/22/7/", 1, Sum(places=2, opened=1))]
    assert by_child("/1/", rows) == {2: Sum(7), 22: Sum(places=2, opened=1)}
    assert by_child("/1/2/5/", rows[:1]) == {}
    assert by_run(rows) == {1: Sum(places=2, opened=1)}


def test_few_people_are_told_apart() -> None:
    assert [Sum(people).few for people in (0, 1, 4, 5)] == [False, True, True, False]


@given(ROWS)
def test_the_parts_make_the_whole(rows: list[Kept]) -> None:
    assert sum(by_child("/1/", rows).values(), Sum()) == whole(rows)

"""How far films are watched: by parts, whoever tells them and however often."""

from hypothesis import given
from hypothesis import strategies as st

from takwin.learning.viewing import Figures, figures, joined, progress, seconds

PAIRS = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), max_size=12)


def flat(pairs: list[tuple[int, int]]) -> list[int]:
    return [second for start, long in pairs for second in (start, start + long)]


@given(one=PAIRS, other=PAIRS)
def test_each_second_counts_once_whatever_comes_first(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    mine, theirs = flat(one), flat(other)
    found = joined(mine, theirs)
    assert found == joined(theirs, joined(mine)) == joined(found, mine)
    assert seconds(found) == len({second for start, long in (*one, *other) for second in range(start, start + long)})


def test_a_thousand_crumbs_are_few() -> None:
    crumbs = [second for start in range(0, 3000, 3) for second in (start, start + 1)]
    assert joined(crumbs, [10, 500])[:4] != []
    assert len(joined(crumbs, [10, 500])) == 60
    assert [9, 500] in [joined(crumbs, [10, 500])[at : at + 2] for at in range(0, 60, 2)]
    assert progress([0, 90, 95, 100], 100) == 950


def test_a_film_is_told_of_from_five_people_on_and_a_made_up_length_is_not_counted() -> None:
    few = [("a", 100, [0, 100]), ("b", 100, [0, 60]), ("c", 101, [0, 61]), ("d", 100, [0, 58])]
    assert figures(few) == Figures()
    assert figures([*few, ("e", 43_000, [0, 43_000])]) == Figures(), "nor does whoever makes up a length"
    told = figures([*few, ("e", 100, [0, 30]), ("e", 100, [25, 100]), ("f", 9, [0, 9])])
    assert (told.people, told.length, told.whole, told.stops_at) == (5, 100, 40, 60)
    assert [share for _, share in told.parts] == [100] * 6 + [40] * 4

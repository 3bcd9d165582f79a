"""Mantel-Haenszel against figures reckoned by hand; no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.assessment.dif import Dif, Table, dif, enough

TWO = [(40, 10, 30, 20), (30, 20, 20, 30)]
"""Odds ratio (8 + 9) / (3 + 4) = 17 / 7."""
COUNTS = st.integers(1, 60)
TABLES = st.lists(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS), min_size=1, max_size=6)


def test_two_levels_by_hand() -> None:
    found = dif(TWO)
    assert found
    assert found.delta == pytest.approx(-2.0852, abs=1e-4)
    assert found.error == pytest.approx(0.7145, abs=1e-4)
    assert found.chi_square == pytest.approx(9.5**2 / 11.6162, abs=1e-3)
    assert found.category == "B"


def test_the_same_with_four_times_as_many_people_is_large() -> None:
    found = dif([(4 * a, 4 * b, 4 * c, 4 * d) for a, b, c, d in TWO])
    assert found
    assert found.delta == pytest.approx(-2.0852, abs=1e-4)
    assert found.category == "C"


@pytest.mark.parametrize(
    ("delta", "error", "chi_square", "category"),
    [(0.9, 0.1, 50, "A"), (2.0, 1.0, 3.8, "A"), (1.4, 0.1, 50, "B"), (-1.6, 0.4, 9, "B"), (-1.7, 0.3, 30, "C")],
)
def test_categories(delta: float, error: float, chi_square: float, category: str) -> None:
    assert Dif(delta, error, chi_square).category == category


def test_who_is_never_wrong_cannot_be_compared() -> None:
    assert dif([(10, 0, 10, 0)]) is None
    assert dif([(10, 5, 0, 0)]) is None
    assert dif([]) is None


@pytest.mark.parametrize(
    ("tables", "told"),
    [([(150, 150, 100, 100)], True), ([(200, 199, 99, 100)], False), ([(120, 120, 110, 110)], False)],
)
def test_few_people_are_not_compared(tables: list[Table], told: bool) -> None:
    assert enough(tables) == told


@given(TABLES)
def test_it_is_the_same_from_the_other_side(tables: list[Table]) -> None:
    here, there = dif(tables), dif([(c, d, a, b) for a, b, c, d in tables])
    assert here
    assert there
    assert here.delta == pytest.approx(-there.delta, abs=1e-9)
    assert here.category == there.category


@given(TABLES)
def test_people_of_equal_odds_show_none(tables: list[Table]) -> None:
    found = dif([(a, b, a, b) for a, b, _, _ in tables])
    assert found
    assert found.delta == pytest.approx(0, abs=1e-9)
    assert found.category == "A"


@given(TABLES)
def test_the_order_of_levels_does_not_matter(tables: list[Table]) -> None:
    one, other = dif(tables), dif(tables[::-1])
    assert one
    assert other
    assert one.delta == pytest.approx(other.delta)

"""Rows of a question that varies: counted apart, and told where one is harder than the others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takwin.assessment.figures import Answers
from takwin.assessment.rows import RowFigures, by_row


def answers(*rows: tuple[int, int]) -> tuple[Answers, list[int]]:
    """For each row how many are right and how many wrong, as answers worth one point; and the row of each."""
    marks = [(row, mark) for row, (right, wrong) in enumerate(rows) for mark in [100] * right + [0] * wrong]
    people = tuple(range(len(marks)))
    found = Answers(people, tuple(mark for _, mark in marks), ("fr",) * len(marks), (None,) * len(marks))
    return found, [row for row, _ in marks]


@pytest.mark.parametrize(
    ("rows", "apart"),
    [
        ([(30, 20), (28, 22), (31, 19)], ["", "", ""]),
        ([(40, 10), (40, 10), (10, 40)], ["", "", "harder"]),
        ([(45, 5), (20, 30), (20, 30)], ["easier", "", ""]),
        ([(20, 9), (0, 29)], ["", ""]),
        ([(50, 0), (50, 0)], ["", ""]),
        ([(40, 10), (10, 40)], ["", "harder"]),
    ],
)
def test_a_row_that_is_harder_is_told(rows: list[tuple[int, int]], apart: list[str]) -> None:
    assert [one.apart for one in by_row(*answers(*rows), 100)] == apart


def test_few_answers_are_not_told() -> None:
    assert by_row(*answers((5, 4), (6, 4)), 100) == [RowFigures(1, 10, 60)]


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=5))
def test_figures_of_rows_are_shares(rows: list[tuple[int, int]]) -> None:
    found = by_row(*answers(*rows), 100)
    assert all(0 <= one.facility <= 100 and one.answers == sum(rows[one.row]) for one in found)
    assert sum(one.answers for one in found) <= sum(map(sum, rows))

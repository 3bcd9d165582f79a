"""The gradebook as a table for a spreadsheet."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from takwin.web.views.marks import _cells, _csv


@pytest.mark.parametrize(
    "name", ["-Sum Ali", "+Sum Ali", "=Sum(A1)", "@Sum", "\tAli", "\rAli", " =A1", "\u00a0-Ali", '=HYPERLINK("a";"b")']
)
def test_no_name_is_a_formula(name: str) -> None:
    person = SimpleNamespace(name=name, username=name)
    row = SimpleNamespace(
        enrolment=SimpleNamespace(person=person),
        marks=[None, 150],
        states=["unanswered", "marked"],
        total=150,
        points=200,
        done=1,
    )
    assert _cells(cast(Any, row)) == [f"'{name}", f"'{name}", "", "1.50", "1.50", "2.00", 1]


def test_a_name_with_a_dash_inside_stays_as_it_is() -> None:
    person = SimpleNamespace(name="Amina El-Idrissi", username="a")
    row = SimpleNamespace(enrolment=SimpleNamespace(person=person), marks=[], states=[], total=0, points=0, done=0)
    assert _csv([_cells(cast(Any, row))]) == "Amina El-Idrissi,a,0.00,0.00,0\r\n"

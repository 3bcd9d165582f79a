"""Where nodes may stand, and what roles allow."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.institutions import roles, tree
from takwin.institutions.roles import Right

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "above", "may"),
    [
        ("ministry", [], True),
        ("centre", [], True),
        ("cohort", [], False),
        ("unit", [], False),
        ("academy", ["ministry"], True),
        ("cohort", ["ministry"], True),
        ("ministry", ["academy"], False),
        ("school", ["ministry", "academy", "directorate"], True),
        ("school", ["centre"], False),
        ("unit", ["centre", "unit"], True),
        ("academy", ["ministry", "directorate", "unit"], False),
        ("centre", ["ministry", "unit"], True),
        ("cohort", ["centre", "cohort"], False),
        ("unit", ["cohort"], False),
    ],
)
def test_what_may_stand_where(kind: str, above: list[str], may: bool) -> None:
    assert tree.may_stand(kind, above) is may


def test_a_path_says_where_a_node_stands() -> None:
    path = tree.path_of(tree.path_of("", 1), 14)
    assert path == "/1/14/"
    assert tree.numbers(path) == [1, 14]
    assert tree.below("/1/14/", "/1/")
    assert not tree.below("/11/14/", "/1/")
    assert tree.moved("/1/14/3/", "/1/14/", "/2/14/") == "/2/14/3/"


def test_a_subtree_moves_only_where_each_of_its_nodes_may_stand() -> None:
    unit = [("/1/5/", "unit"), ("/1/5/6/", "centre"), ("/1/5/6/7/", "cohort")]
    assert tree.keeps_order(unit, "/1/5/", ["ministry", "academy"])
    assert not tree.keeps_order(unit, "/1/5/", ["school"])


def test_the_strongest_right_wins() -> None:
    assert roles.rights(["learner"]) == frozenset()
    assert roles.rights(["researcher", "tutor"]) == {Right.FIGURES, Right.PEOPLE, Right.ANNOUNCE}
    assert roles.rights(["tutor", "organiser"]) == set(Right)


WHEN = st.integers(1, 50).map(lambda days: NOW + timedelta(days=days))


@given(WHEN | st.none(), st.lists(WHEN | st.none()))
def test_nobody_passes_a_role_on_for_longer_than_they_have_it(
    wanted: datetime | None, own: list[datetime | None]
) -> None:
    end = roles.ends(wanted, own)
    if own and None not in own:
        assert end is not None
        assert end <= max(one for one in own if one)
    if wanted is not None:
        assert end is not None
        assert end <= wanted

"""Groups by the order of joining, and who sees whose name."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from takwin.accounts.models import Person
from takwin.learning import actions, queries
from takwin.learning.groups import groups
from takwin.learning.run import Policy
from takwin.learning.tests import builders


@given(some.lists(some.none() | some.text(min_size=1, max_size=3), max_size=30), some.integers(1, 7))
def test_a_group_is_never_too_large_and_nobody_is_left_out(names: list[str | None], size: int) -> None:
    found = groups(names, size)
    assert [name for one in found for name in one.names] == [name for name in names if name is not None]
    assert all(len(one.names) <= size for one in found)
    assert groups([*names, "newcomer"], size)[: max(0, len(found) - 1)] == found[:-1], "nobody is moved"


@pytest.mark.db
def test_a_run_shows_the_names_that_its_policy_says(
    amina: Person, brahim: Person, tilelli: Person, ghizlane: Person
) -> None:
    now = timezone.now()
    mine = builders.enrolment(amina)
    hers, third = (actions.enrol(person, mine.run, now) for person in (brahim, tilelli))
    seen = {}
    for visibility in ("none", "group", "names"):
        actions.set_policy(mine.run, Policy(group_size=2, visibility=visibility), ghizlane, now)
        mine.refresh_from_db()
        seen[visibility] = queries.companions(mine)
    assert seen == {"none": [], "group": [brahim.name], "names": sorted([brahim.name, tilelli.name])}
    third.refresh_from_db()
    assert queries.my_group(third) == 2
    actions.leave(hers, now)
    assert queries.companions(mine) == [tilelli.name]
    assert [one.names for one in queries.groups_of(mine.run)] == [(amina.name,), (tilelli.name,)], (
        "the place stays empty"
    )

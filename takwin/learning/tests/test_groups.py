"""Groups by the order of joining, and who sees whose name."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from takwin.accounts.models import Person
from takwin.learning import actions, queries
from takwin.learning.groups import groups, numbers
from takwin.learning.queries import taking
from takwin.learning.run import Policy
from takwin.learning.tests import builders
from takwin.notices.models import Notice


@given(
    some.lists(some.integers(1, 99), max_size=30, unique=True),
    some.integers(1, 7),
    some.dictionaries(some.integers(1, 99), some.integers(1, 9), max_size=3),
)
def test_a_group_is_never_too_large_and_nobody_is_left_out(people: list[int], size: int, moved: dict[int, int]) -> None:
    found = numbers(people, size, moved)
    assert list(found) == people
    assert all(found[one] == group for one, group in moved.items() if one in found)
    for group in set(found.values()):
        assert sum(found[one] == group for one in people if one not in moved) <= size
    assert found.items() <= numbers([*people, 100], size, moved).items(), "nobody is moved by who comes"
    assert sum(len(one.names) for one in groups((group, str(one)) for one, group in found.items())) == len(people)


@pytest.mark.db
def test_whoever_is_moved_to_another_group_keeps_what_they_did(
    amina: Person, brahim: Person, tilelli: Person, ghizlane: Person
) -> None:
    now = timezone.now()
    mine = builders.enrolment(amina)
    actions.set_policy(mine.run, Policy(group_size=2, visibility="group"), ghizlane, now)
    hers, third = (actions.enrol(person, mine.run, now) for person in (brahim, tilelli))
    actions.open_step(hers, "one/a", now)
    assert actions.move_to_group(hers, 2, ghizlane, now)
    assert not actions.move_to_group(hers, 2, ghizlane, now)
    assert [one.names for one in queries.groups_of(mine.run)] == [(amina.name,), (brahim.name, tilelli.name)]
    assert (queries.companions(mine), queries.companions(hers), queries.companions(third)) == (
        [],
        [tilelli.name],
        [brahim.name],
    )
    assert (
        queries.my_group(hers),
        queries.state(taking(mine.run_id).select_related("progress").get(pk=hers.pk)).opened,
    ) == (2, frozenset({"one/a"}))
    act = mine.run.course.acts.get(what="grouped")
    assert (act.by, act.about, act.values) == (ghizlane, brahim, {"before": 1, "group": 2, "of": "open"})
    assert Notice.objects.get(person=brahim).values == {"group": 2}
    assert actions.move_to_group(hers, 1, ghizlane, now)
    assert queries.companions(mine) == [brahim.name]


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

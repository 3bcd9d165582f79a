"""Places at a meeting: who has one, who waits, one of several sessions, and one more than there are."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.accounts.models import Person
from takwin.attendance import actions, dates, queries
from takwin.attendance.models import Place, RoomSession
from takwin.attendance.places import Places, may_take, next_ones, state_of
from takwin.attendance.presence import LIST, PRESENT, Mark
from takwin.attendance.tests import builders
from takwin.attendance.tests.builders import ENDS, STARTS
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment
from takwin.learning.tests import builders as runs
from takwin.notices.models import Notice

BEFORE, DAY = STARTS - timedelta(days=3), timedelta(days=1)


@given(st.none() | st.integers(1, 9), st.integers(0, 12), st.integers(0, 12))
def test_nobody_gets_a_place_that_is_not_there_or_that_others_wait_for(
    most: int | None, taken: int, waiting: int
) -> None:
    places = Places(most, taken, waiting)
    if most is not None:
        assert taken + next_ones(places) <= max(most, taken)
        assert not may_take(places) or (taken < most and not waiting)
        assert places.over == max(0, taken - most)
    else:
        assert may_take(places)
        assert places.over == 0


def test_a_state_tells_what_somebody_has() -> None:
    assert [state_of(None, True), state_of(9, None), state_of(9, True), state_of(9, False)] == [
        "",
        "none",
        "waits",
        "taken",
    ]


@pytest.fixture
def three(amina: Person, brahim: Person, tilelli: Person) -> list[Enrolment]:
    """Three people who take one run."""
    first = runs.enrolment(amina)
    return [first, *(learning.enrol(one, first.run, STARTS - 9 * DAY) for one in (brahim, tilelli))]


def small(people: list[Enrolment], by: Person, **others: Any) -> RoomSession:
    return builders.session(people[0].run, by, **({"capacity": 2} | others))


def names(session: RoomSession) -> list[str]:
    return [str(one.enrolment.person) for one in queries.placed(session) if not one.waits]


pytestmark = pytest.mark.django_db


def test_everybody_has_a_place_where_all_fit(three: list[Enrolment], ghizlane: Person) -> None:
    session = small(three, ghizlane, capacity=3)
    assert len(names(session)) == 3
    assert not Notice.objects.filter(message__contains="please take yours").exists()


def test_otherwise_people_choose_and_wait_in_turn(three: list[Enrolment], ghizlane: Person) -> None:
    session = small(three, ghizlane)
    first, second, third = three
    assert names(session) == []
    assert Notice.objects.filter(message__contains="please take yours").count() == 3
    waits = [actions.take(session, one, BEFORE + n * DAY / 9).waits for n, one in enumerate(three)]
    assert waits == [False, False, True]
    assert queries.places(session) == Places(2, 2, 1)
    assert [one.pk for one in queries.people(session)] == sorted((first.pk, second.pk), key=lambda pk: str(pk))
    assert dates.of(third.person, BEFORE) == []  # type: ignore[arg-type]
    actions.give_back(session, first, BEFORE + DAY)
    assert names(session) == [str(second.person), str(third.person)]
    (told,) = Notice.objects.filter(person=third.person, message__contains="You waited")
    assert session.title in str(told.sentence)
    assert len(dates.of(third.person, BEFORE)) == 3  # type: ignore[arg-type]
    assert dates.of(first.person, BEFORE) == []  # type: ignore[arg-type]


def test_a_place_of_somebody_who_left_goes_to_who_waits(three: list[Enrolment], ghizlane: Person) -> None:
    session = small(three, ghizlane)
    for n, one in enumerate(three):
        actions.take(session, one, BEFORE + n * DAY / 9)
    learning.leave(three[0], BEFORE + DAY)
    assert actions.sweep(BEFORE + DAY) == 1
    assert actions.sweep(BEFORE + DAY) == 0
    assert names(session) == [str(one.person) for one in three[1:]]
    assert Notice.objects.filter(message__contains="You waited").count() == 1


def test_a_larger_room_takes_in_who_waits_and_a_smaller_one_puts_nobody_out(
    three: list[Enrolment], ghizlane: Person
) -> None:
    session = small(three, ghizlane)
    for n, one in enumerate(three):
        actions.take(session, one, BEFORE + n * DAY / 9)
    actions.change(session, builders.what(capacity=3), ghizlane, BEFORE + DAY)
    assert len(names(session)) == 3
    actions.change(session, builders.what(capacity=1), ghizlane, BEFORE + DAY)
    session.refresh_from_db()
    assert queries.places(session).over == 2


def test_one_more_needs_a_reason_that_is_kept(three: list[Enrolment], ghizlane: Person, tilelli: Person) -> None:
    session = small(three, ghizlane)
    for one in three[:2]:
        actions.take(session, one, BEFORE)
    with pytest.raises(actions.Full):
        actions.seat(session, three[2], ghizlane, BEFORE)
    assert queries.places(session).taken == 2
    actions.seat(session, three[2], ghizlane, BEFORE, "Elle amène sa chaise")
    kept = Place.objects.get(enrolment=three[2])
    assert (kept.by, kept.why, queries.places(session).over) == (ghizlane, "Elle amène sa chaise", 1)
    assert Notice.objects.filter(person=tilelli, message__startswith="You have a place").count() == 1


def test_one_of_several_sessions_of_a_meeting(three: list[Enrolment], ghizlane: Person) -> None:
    one = small(three, ghizlane, capacity=1)
    two = small(three, ghizlane, capacity=1, starts=STARTS + DAY, ends=ENDS + DAY, again=one)
    one.refresh_from_db()
    first, second, _third = three
    assert list(queries.again(one)) == [two]
    actions.take(one, first, BEFORE)
    assert actions.take(one, second, BEFORE).waits
    actions.take(two, first, BEFORE)
    assert names(two) == [str(first.person)]
    assert names(one) == [str(second.person)]
    actions.note(one, second, Mark(PRESENT, 180), LIST, ENDS, by=ghizlane)
    with pytest.raises(actions.NotNow):
        actions.take(two, second, ENDS)
    with pytest.raises(actions.NotNow):
        actions.give_back(one, second, ENDS)


def test_in_the_room_a_free_place_is_taken_and_a_full_room_is_full(three: list[Enrolment], ghizlane: Person) -> None:
    session = small(three, ghizlane)
    actions.take(session, three[0], BEFORE)
    assert actions.come(session, three[1], STARTS)
    assert not actions.come(session, three[2], STARTS)
    assert not queries.has_place(session, three[2])
    with pytest.raises(actions.NotNow):
        actions.take(session, three[2], ENDS)


def test_only_who_has_a_place_or_waits_is_told_that_it_moved(three: list[Enrolment], ghizlane: Person) -> None:
    session = small(three, ghizlane, capacity=1)
    for one in three[:2]:
        actions.take(session, one, BEFORE)
    actions.change(session, builders.what(capacity=1, place="Salle 9"), ghizlane, BEFORE)
    told = Notice.objects.filter(message__contains="has moved").values_list("person", flat=True)
    assert sorted(told) == sorted(one.person_id or 0 for one in three[:2])

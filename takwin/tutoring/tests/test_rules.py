"""When something is due, who takes it, what came of it: rules without a database."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from takwin.learning.progress import Answers, ItemRule, Rules, State
from takwin.scenarios.supervision import ROLES, Intervention, Supervision, Trigger
from takwin.tutoring import sharing
from takwin.tutoring.capacity import capacity, carries, weeks
from takwin.tutoring.effect import Group, Silence, Turn, by_role, compared, summed
from takwin.tutoring.filling import filled, template
from takwin.tutoring.sharing import Tutor
from takwin.tutoring.signs import Calendar, Due, Learner, due, size
from takwin.tutoring.standing import MANY, failed, passed, solved, stuck
from takwin.tutoring.usual import ANSWERED_BY_COMING, ANSWERED_BY_PASSING, USUAL, completed

BEGAN = datetime(2026, 11, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)
RUN = UUID(int=1)
CALENDAR = Calendar(RUN, BEGAN, None, lambda step, began: None)
USUAL_ONLY = completed(None)


def learner(place: int = 0, **more: object) -> Learner:
    return replace(Learner(place + 1, UUID(int=place + 10), place, BEGAN), **more)  # type: ignore[arg-type]


def intervention(sign: str, *days: int, **more: object) -> Intervention:
    one = Intervention(
        "x", "organisational", "proactive", "individual", Trigger(sign, days), "message", 24, 5, "person", {}
    )
    return replace(one, **more)  # type: ignore[arg-type]


def kinds(found: list[Due]) -> list[str]:
    return sorted(one.case for one in found)


def looked(*people: Learner, found: Supervision = USUAL_ONLY, at: datetime, calendar: Calendar = CALENDAR) -> list[Due]:
    return list(due(found, calendar, people, at))


def test_whoever_never_opened_is_due_after_the_days_and_not_before() -> None:
    assert looked(learner(), at=BEGAN + 7 * DAY - timedelta(seconds=1)) == []
    (one,) = looked(learner(), at=BEGAN + 7 * DAY)
    assert (one.case, one.enrolment, one.since, one.until) == ("never-opened", 1, BEGAN + 7 * DAY, BEGAN + 9 * DAY)


def test_whoever_stopped_is_due_again_at_each_stop_and_not_once_they_completed() -> None:
    stopped = learner(first=BEGAN, last=BEGAN + DAY)
    (one,) = looked(stopped, at=BEGAN + 12 * DAY)
    (again,) = looked(replace(stopped, last=BEGAN + 15 * DAY), at=BEGAN + 30 * DAY)
    assert kinds([one, again]) == ["stopped", "stopped"]
    assert one.uid != again.uid
    assert looked(replace(stopped, completed=True), at=BEGAN + 30 * DAY) == []


def test_a_failed_quiz_and_many_attempts_are_due_once_each() -> None:
    one = learner(first=BEGAN, last=BEGAN, failed=("q",), stuck="q1")
    assert kinds(looked(one, at=BEGAN)) == ["attempts", "failing"]
    assert {each.uid for each in looked(one, at=BEGAN)} == {each.uid for each in looked(one, at=BEGAN + DAY)}


def test_a_day_of_the_run_is_due_for_each_part_of_it() -> None:
    found = Supervision((intervention("run-day", 1, 3, addressee="group"),), group=2)
    people = [learner(place) for place in range(5)]
    assert [one.part for one in looked(*people, found=found, at=BEGAN)] == [0, 1, 2]
    assert len(looked(*people, found=found, at=BEGAN + 2 * DAY)) == 6
    assert looked(*people, found=found, at=BEGAN + 60 * DAY) == [], "what passed long ago is not made up for"


def test_a_run_with_groups_is_told_by_its_groups_and_not_by_places() -> None:
    ours, all_of = (
        intervention("run-day", 1, addressee="group"),
        intervention("run-day", 1, addressee="cohort", id="all"),
    )
    found = Supervision((ours, all_of), group=2, cohort=50)
    people = [learner(0, group=1), learner(1, group=3), learner(2, group=3)]
    told = [(one.of.id, one.part) for one in looked(*people, found=found, at=BEGAN)]
    assert sorted(told) == [("all", 0), ("x", 0), ("x", 2)]
    assert [size(found, one, grouped=True) for one in (ours, all_of)] == [0, 50]


def test_a_group_has_one_tutor() -> None:
    both = [Tutor(1, frozenset(ROLES), 60), Tutor(2, frozenset(ROLES), 60)]
    groups = {person: (person - 1) // 3 + 1 for person in range(1, 10)}
    given = sharing.entrusted(both, {}, range(1, 8), groups)
    assert [given[person] for person in range(1, 8)] == [1, 1, 1, 2, 2, 2, 1]
    later = sharing.entrusted(both, {1: 4, 2: 3}, [8, 9], groups, sharing.had(given, groups))
    assert later == {8: 1, 9: 1}
    assert sharing.whole([7, 6], given, groups) == [7], "the third group goes alone, of the second only one would"
    assert sharing.whole([7, 6], given, {}) == [7, 6]


def test_a_deadline_is_told_some_days_before() -> None:
    calendar = replace(CALENDAR, deadline=lambda step, began: BEGAN + 10 * DAY)
    found = Supervision((intervention("before-deadline", 3),))
    assert looked(learner(), found=found, at=BEGAN + 6 * DAY, calendar=calendar) == []
    assert len(looked(learner(), found=found, at=BEGAN + 7 * DAY, calendar=calendar)) == 1


def test_nothing_is_due_in_a_run_that_has_ended() -> None:
    assert looked(learner(), at=BEGAN + 9 * DAY, calendar=replace(CALENDAR, closes=BEGAN + 8 * DAY)) == []


def test_what_a_course_says_takes_the_place_of_what_is_usual() -> None:
    ours = intervention("never-opened", 3)
    signs = [one.trigger for one in completed(Supervision((ours,))).interventions]
    assert signs.count(Trigger("never-opened", (3,))) == 1
    assert Trigger("never-opened", (7,)) not in signs
    assert len(signs) == len(USUAL)


acts = some.none() | some.integers(0, 40).map(lambda days: BEGAN + days * DAY)
people = some.lists(
    some.builds(
        lambda last, done, fails: learner(first=BEGAN if last else None, last=last, completed=done, failed=fails if last else ()),
        acts, some.booleans(), some.lists(some.sampled_from(["q", "r"]), max_size=2, unique=True).map(tuple),
    ),
    max_size=6,
).map(lambda found: [replace(one, enrolment=n + 1, uid=UUID(int=n + 10), place=n) for n, one in enumerate(found)])  # fmt: skip


@given(people, some.integers(0, 60), some.integers(0, 20))
def test_looking_later_loses_no_case_and_names_nothing_twice(known: list[Learner], day: int, later: int) -> None:
    first, then = (looked(*known, at=BEGAN + n * DAY) for n in (day, day + later))
    assert len({one.uid for one in then}) == len(then)
    assert {one.uid for one in first if one.case} <= {one.uid for one in then}
    assert all(one.since <= BEGAN + (day + later) * DAY for one in then)
    assert {one.enrolment for one in then if one.case == "never-opened"} <= {
        one.enrolment for one in known if one.last is None
    }


tutors = some.lists(
    some.builds(
        Tutor, some.integers(1, 99), some.frozensets(some.sampled_from(ROLES)), some.integers(5, 300), some.integers(0, 500),
        some.sampled_from([None, date(2026, 11, 1)]), some.sampled_from([None, date(2026, 11, 30)]),
    ),
    max_size=5, unique_by=lambda one: one.pk,
)  # fmt: skip
TODAY = date(2026, 11, 15)


@given(tutors, some.sampled_from(ROLES), some.integers(1, 99))
def test_who_is_away_or_has_another_role_takes_nothing_while_somebody_else_can(
    known: list[Tutor], role: str, usual: int
) -> None:
    chosen = sharing.choose(known, role, usual, TODAY)
    assert (chosen is None) == (not known)
    if chosen:
        there = [one for one in known if not one.away(TODAY)]
        assert chosen in (there or known)
        able = [one for one in there or known if role in one.roles]
        assert chosen in (able or there or known)
        if usual in {one.pk for one in able}:
            assert chosen.pk == usual


@given(tutors, some.integers(0, 40))
def test_every_newcomer_gets_a_tutor_and_nobody_gets_far_more_than_their_share(known: list[Tutor], many: int) -> None:
    found = sharing.entrusted(known, {}, range(many))
    assert len(found) == (many if known else 0)
    all_minutes = sum(one.minutes for one in known)
    for one in known:
        got = sum(pk == one.pk for pk in found.values())
        assert got <= many * one.minutes // all_minutes + len(known) + 1


@given(tutors, some.dictionaries(some.integers(1, 40), some.integers(0, 4)), some.sets(some.integers(1, 40)))
def test_who_is_named_later_takes_no_more_than_their_share_and_nobody_who_was_contacted(
    known: list[Tutor], drawn: dict[int, int], free: set[int]
) -> None:
    cared = {person: known[at % len(known)].pk for person, at in drawn.items() if known}
    for one in known[-1:]:
        before = sum(tutor == one.pk for tutor in cared.values())
        moved = sharing.relieved(known, one.pk, cared, free)
        assert set(moved) <= free
        assert not any(cared[person] == one.pk for person in moved)
        share = len(cared) * one.minutes / sum(each.minutes for each in known)
        assert before + len(moved) <= max(before, share + 1)


def test_the_least_loaded_for_their_time_takes_the_next() -> None:
    both = [Tutor(1, frozenset(ROLES), 60, 30), Tutor(2, frozenset(ROLES), 120, 40)]
    chosen = sharing.choose(both, "pedagogical", None, TODAY)
    assert chosen
    assert chosen.pk == 2
    assert [one.load for one in sharing.loaded(both, 2, 50)] == [30, 90]


def test_capacity_is_told_by_the_week() -> None:
    found = Supervision((intervention("never-opened", 7),))
    told = capacity(found, 30, weeks(BEGAN, BEGAN + 14 * DAY), 60, 1)
    assert (told.weeks, told.needed, told.missing, told.enough) == (2, 75, 15, False)
    assert (told.most, told.minutes_each) == (24, 5)
    assert capacity(found, 30, 6, 60, 1).enough
    assert weeks(None, None) == 6


@given(some.integers(0, 3000), some.integers(1, 52))
def test_as_many_as_can_be_carried_can_be_and_one_more_cannot(given_minutes: int, lasts: int) -> None:
    most = carries(USUAL_ONLY, lasts, given_minutes)
    assert capacity(USUAL_ONLY, most, lasts, given_minutes, 1).enough
    assert not capacity(USUAL_ONLY, most + 1, lasts, given_minutes, 1).enough


RULES = Rules((), {"q1": ItemRule(100, "a", True, 2, "q"), "q2": ItemRule(100, "a", True, 2, "q")}, 100, 60)


def state(*marks: int, number: int = 1, waiting: bool = False) -> State:
    answers = {
        f"q{n + 1}": Answers("a", number, {number: mark}, waiting=frozenset({number}) if waiting else frozenset())
        for n, mark in enumerate(marks)
    }
    return State(answers=answers)


@pytest.mark.parametrize(
    ("marks", "told"), [((0, 100), ("q",)), ((20, 100), ()), ((100, 100), ()), ((0,), ("q",)), ((), ())]
)
def test_a_quiz_is_failed_below_the_share_that_completion_asks_for(
    marks: tuple[int, ...], told: tuple[str, ...]
) -> None:
    assert failed(state(*marks), RULES) == told


def test_what_waits_to_be_marked_is_not_failed_and_five_answers_are_many() -> None:
    assert failed(state(0, waiting=True), RULES) == ()
    assert stuck(state(0, number=4), RULES) == ""
    assert stuck(state(0, number=5), RULES) == "q1"
    assert stuck(state(100, number=9), RULES) == ""


@pytest.mark.parametrize(("marks", "quiz", "first"), [
    ((100, 100), {"q"}, True), ((20, 100), {"q"}, False), ((100,), set(), True), ((0, 100), set(), False), ((), set(), False)
])  # fmt: skip
def test_a_quiz_is_passed_by_the_points_of_all_its_questions(
    marks: tuple[int, ...], quiz: set[str], first: bool
) -> None:
    assert passed(state(*marks), RULES) == quiz
    assert solved(state(*marks), RULES, "q1") == first
    assert passed(state(100, 100, waiting=True), RULES) == frozenset()
    assert not solved(state(100), RULES, "gone")


def test_texts_are_filled_and_what_is_unknown_stays_to_be_seen() -> None:
    one = intervention("completed", texts={"fr": "Bonjour {name} {days}", "ar": "مرحبا {name}"})
    assert template(one, "ar") == ("مرحبا {name}", "ar")
    assert template(one, "en") == ("Bonjour {name} {days}", "fr")
    assert filled("Bonjour {name} {days}\n", {"name": "Amina"}) == "Bonjour Amina {days}"


def test_back_within_a_week_of_a_contact_beside_those_not_contacted() -> None:
    told = [
        Silence(BEGAN, BEGAN + DAY, BEGAN + 3 * DAY),
        Silence(BEGAN, BEGAN + DAY, BEGAN + 20 * DAY),
        Silence(BEGAN, None, BEGAN + 2 * DAY),
        Silence(BEGAN, None, None),
        Silence(BEGAN, BEGAN + 9 * DAY, BEGAN + 10 * DAY),  # contacted after a week: until then one of the others
        Silence(BEGAN, BEGAN + 3 * DAY, BEGAN + DAY),  # was back before the contact
        Silence(BEGAN + 39 * DAY, None, None),  # the week is not over
    ]
    assert compared(told, BEGAN + 40 * DAY) == (Group(2, 1), Group(3, 1))
    assert Group(4, 4).percent is None
    assert Group(5, 1).percent == 20


moments = some.integers(0, 60).map(lambda days: BEGAN + days * DAY)


@given(some.lists(some.builds(Silence, moments, some.none() | moments, some.none() | moments), max_size=12))
def test_nobody_is_in_both_groups(told: list[Silence]) -> None:
    one, other = compared(told, BEGAN + 90 * DAY)
    assert one.people + other.people <= len(told)
    assert one.back <= one.people
    assert other.back <= other.people


def test_the_report_adds_up() -> None:
    until = BEGAN + DAY
    turns = [
        Turn("pedagogical", 1, BEGAN, until, "done", BEGAN + timedelta(hours=5), 10),
        Turn("pedagogical", 1, BEGAN, until, "done", BEGAN + 3 * DAY, 10),
        Turn("pedagogical", 1, BEGAN, until, "", None, 10),
        Turn("organisational", None, BEGAN, until, "skipped", until, 10),
    ]
    one = by_role(turns, BEGAN + 2 * DAY)["pedagogical"]
    assert (one.due, one.done, one.waiting, one.late, one.delay, one.minutes) == (3, 2, 1, 2, 5, 20)
    assert sum(each.due for each in by_role(turns, until).values()) == summed(turns, until).due


def test_the_reference_says_what_is_usual() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "tutoring.md").read_text("utf-8")
    rows = re.findall(
        r"^\| `([a-z-]+)` \| (.+?) \| ([a-z-]+) \| (\d+) hours \| (\d+) \| (by .+?) \|$", page, re.MULTILINE
    )
    assert {row[0]: (row[2], int(row[3]), int(row[4])) for row in rows} == {
        kind: (one.role, one.within, one.minutes) for kind, one in USUAL.items()
    }
    for kind, sign, *_rest, closes in rows:
        assert all(str(day) in sign for day in USUAL[kind].trigger.days)
        assert ("by itself" in closes) == (kind in ANSWERED_BY_COMING + ANSWERED_BY_PASSING)
    assert "five answers" in page
    assert MANY == 5


@pytest.mark.parametrize(
    ("contacted", "back", "told"),
    [
        (0, 7, (Group(1, 1), Group())),  # on the day itself, back on the last day of the week
        (7, 14, (Group(1, 1), Group())),  # reached on the last day that counts
        (7, 15, (Group(1, 0), Group())),  # a day too late
        (
            8,
            9,
            (Group(), Group(1, 0)),
        ),  # reached too late: not contacted, and not back in the week of the day it was due
        (None, 7, (Group(), Group(1, 1))),
        (None, 8, (Group(), Group(1, 0))),
        (3, 2, (Group(), Group())),  # was back before the contact
        (None, None, (Group(), Group(1, 0))),
    ],
)
def test_the_week_is_counted_from_the_contact_or_from_the_day_it_was_due(
    contacted: int | None, back: int | None, told: tuple[Group, Group]
) -> None:
    days = [None if day is None else BEGAN + day * DAY for day in (contacted, back)]
    assert compared([Silence(BEGAN, *days)], BEGAN + 60 * DAY) == told


def test_the_comparison_of_a_whole_run_by_hand() -> None:
    """12 people: 6 contacted, of whom 4 came back within the week; 5 not, of whom 1; one was back before anybody wrote."""
    reached = [Silence(BEGAN, BEGAN + DAY, BEGAN + day * DAY) for day in (2, 3, 8, 8, 9)] + [
        Silence(BEGAN, BEGAN + DAY)
    ]
    others = [Silence(BEGAN, None, BEGAN + 4 * DAY), *[Silence(BEGAN)] * 3, Silence(BEGAN, BEGAN + 10 * DAY)]
    told = compared([*reached, *others, Silence(BEGAN, BEGAN + 2 * DAY, BEGAN + DAY)], BEGAN + 30 * DAY)
    assert told == (Group(6, 4), Group(5, 1))
    assert [one.percent for one in told] == [66, 20]
    assert compared(reached, BEGAN + 7 * DAY) == (Group(), Group()), "nobody's week is over"

"""What a supervision scenario costs, and what it is told to lack."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from takwin.scenarios import words
from takwin.scenarios.supervision import (
    ADDRESSEES,
    CALENDAR,
    CHANNELS,
    EVENTS,
    IDLE,
    INITIATIVES,
    ROLES,
    UNITS,
    Intervention,
    Supervision,
    Trigger,
    check,
    cost,
    of_json,
    to_json,
)

ONE = Intervention(
    id="welcome",
    role="organisational",
    initiative="proactive",
    addressee="individual",
    trigger=Trigger("never-opened", (7,)),
    channel="message",
    within=48,
    minutes=5,
    per="person",
    texts={"fr": "Bonjour {name}, {days} jours", "en": "Hello {name}, {days} days"},
    share=30,
)
TWO = replace(
    ONE, id="teach", role="pedagogical", trigger=Trigger("run-day", (7, 14)), per="group", share=100, minutes=10
)
THREE = replace(
    ONE, id="weave", role="socio-cognitive", trigger=Trigger("completed"), per="cohort", texts={"fr": "Bravo"}
)
WHOLE = Supervision((ONE, TWO, THREE), group=12, cohort=100)


def names(*interventions: Intervention) -> list[str]:
    return [complaint.name for complaint, _ in check(Supervision(interventions))]


def test_a_scenario_with_all_roles_lacks_nothing() -> None:
    assert names(ONE, TWO, THREE) == []


def test_each_role_that_nobody_takes_is_told() -> None:
    assert names(ONE) == ["supervision-role", "supervision-role"]
    assert names() == ["supervision-empty"]


def test_a_sign_about_something_needs_to_know_about_what() -> None:
    quiz, task = (replace(ONE, trigger=Trigger(sign), texts={}) for sign in ("quiz-failed", "task-declared"))
    assert "supervision-linked" in names(quiz)
    assert "supervision-linked" not in names(replace(quiz, quiz="x"))
    assert "supervision-linked" in names(replace(task, quiz="x"))
    assert "supervision-linked" not in names(replace(task, task="x"))


def test_a_text_asks_only_for_what_can_be_filled_in() -> None:
    asks = replace(ONE, texts={"fr": "{task} {name}", "en": "{task} {name}"})
    assert names(asks, TWO, THREE) == ["supervision-holder"] * 2
    assert names(replace(asks, task="visit"), TWO, THREE) == []
    assert names(replace(ONE, texts={"fr": "{name}", "en": "Hello"}), TWO, THREE) == ["supervision-holders-differ"]


def test_the_cost_is_that_of_whoever_is_expected_to_need_it() -> None:
    found = cost(WHOLE, 100)
    assert dict(found.minutes) == {"organisational": 30 * 5, "pedagogical": 9 * 2 * 10, "socio-cognitive": 5}
    assert (found.total, found.seconds_each) == (335, 201)


interventions = st.builds(
    replace,
    st.just(ONE),
    role=st.sampled_from(ROLES),
    trigger=st.sampled_from([Trigger("run-day", (1, 2, 3)), Trigger("completed"), Trigger("stopped", (9,))]),
    per=st.sampled_from(UNITS),
    minutes=st.integers(1, 90),
    share=st.integers(0, 100),
)
scenarios = st.builds(
    Supervision, st.lists(interventions, max_size=6).map(tuple), st.integers(1, 40), st.integers(1, 400)
)


@given(scenarios, st.integers(0, 10_000), st.integers(0, 10_000))
def test_more_learners_never_cost_less(found: Supervision, some: int, more: int) -> None:
    assert cost(found, some).total <= cost(found, some + more).total
    assert cost(found, 0).total == cost(found, 0).seconds_each == 0
    assert cost(found, some).seconds_each * some <= cost(found, some).total * 60


@given(scenarios)
def test_a_scenario_survives_being_stored(found: Supervision) -> None:
    assert of_json(to_json(found)) == found


def test_everything_has_a_name_on_a_page() -> None:
    assert set(words.SUPERVISION) == {*ROLES, *INITIATIVES, *ADDRESSEES, *CHANNELS}
    assert set(words.UNITS) == set(UNITS)
    assert set(words.SIGNS) == {*CALENDAR, *IDLE, *EVENTS}
    assert str(words.sign(Trigger("run-day", (7, 14)))) == "Day of the run: 7, 14"
    assert str(words.sign(Trigger("completed"))) == "The course is completed"

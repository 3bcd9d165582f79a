"""Laws of the progress fold."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from takwin.learning import activity
from takwin.learning.counting import summary
from takwin.learning.progress import Rules, State, fold
from takwin.learning.tests.builders import STEPS, item, outline
from takwin.records.statement import Statement

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
WHO = UUID(int=7)
RULES = Rules.of(outline())


def statement(number: int, verb: str, what: str, **result: object) -> Statement:
    return Statement(UUID(int=number), WHO, verb, what, START + timedelta(minutes=number), result=result)


def answered(number: int, key: str, n: int, mark: int, asked: str = "a", verb: str = "answered") -> Statement:
    return statement(number, verb, activity.item("essai", key), n=n, raw=mark, asked=asked)


def finished(number: int, step: str) -> Statement:
    return statement(number, "finished", activity.step("essai", step))


def declared(number: int, key: str, verb: str = "declared") -> Statement:
    return statement(number, verb, activity.task("essai", key))


sentences = st.builds(
    lambda number, pick: pick(number),
    st.integers(1, 10_000),
    st.one_of(
        st.sampled_from(STEPS).map(lambda step: lambda number: finished(number, step)),
        st.tuples(st.sampled_from(["declared", "retracted"]), st.sampled_from(["t1", "t2"])).map(
            lambda said: lambda number: declared(number, said[1], said[0])
        ),
        st.tuples(
            st.sampled_from(["q1", "q2", "p", "gone"]), st.integers(1, 4), st.integers(0, 100), st.sampled_from("ab")
        ).map(lambda drawn: lambda number: answered(number, *drawn)),
    ),
)
histories = st.lists(sentences, max_size=25, unique_by=lambda told: told.id).map(
    lambda told: sorted(told, key=lambda one: one.order)
)


@given(histories, st.integers(0, 25))
def test_folding_in_parts_equals_folding_the_whole(history: list[Statement], cut: int) -> None:
    whole = fold(State(), history, RULES)
    assert fold(fold(State(), history[:cut], RULES), history[cut:], RULES) == whole


@given(histories)
def test_a_state_survives_being_stored(history: list[Statement]) -> None:
    state = fold(State(), history, RULES)
    assert State.from_json(state.to_json()) == state


@given(histories)
def test_sums_stay_in_range(history: list[Statement]) -> None:
    sums = summary(fold(State(), history, RULES), RULES)
    assert 0 <= sums.mark <= sums.points == 300
    assert 0 <= sums.percent <= 100


def test_the_best_answer_counts() -> None:
    state = fold(State(), [answered(1, "q1", 1, 100), answered(2, "q1", 2, 50)], RULES)
    assert summary(state, RULES).mark == 100


def test_a_new_mark_replaces_the_one_it_corrects() -> None:
    state = fold(State(), [answered(1, "q1", 1, 100), answered(2, "q1", 1, 0, verb="scored")], RULES)
    assert summary(state, RULES).mark == 0


def test_an_answer_to_an_earlier_wording_no_longer_counts_but_keeps_its_number() -> None:
    state = fold(State(), [answered(1, "q1", 1, 100, asked="old")], RULES)
    assert summary(state, RULES).mark == 0
    assert state.answers["q1"].number == 1


def test_practice_never_counts() -> None:
    assert summary(fold(State(), [answered(1, "p", 1, 100)], RULES), RULES).mark == 0


def test_the_rule_is_met_by_steps_and_marks_together() -> None:
    steps = [finished(number, step) for number, step in enumerate(STEPS, start=10)]
    enough = [answered(1, "q2", 1, 180)]
    assert not summary(fold(State(), steps, RULES), RULES).met
    assert not summary(fold(State(), enough + steps[:2], RULES), RULES).met
    assert summary(fold(State(), enough + steps, RULES), RULES).met


def test_a_course_without_questions_is_completed_by_its_steps() -> None:
    rules = Rules.of(outline({"p": item(graded=False)}))
    assert summary(fold(State(), [finished(n, step) for n, step in enumerate(STEPS, 1)], rules), rules).met


def test_the_last_word_on_a_task_counts() -> None:
    rules = Rules.of(outline(tasks=0))
    state = fold(State(), [declared(1, "t1"), declared(2, "t2"), declared(3, "t1", "retracted")], rules)
    sums = summary(state, rules)
    assert (state.declared, sums.declared, sums.tasks) == (frozenset({"t2"}), 1, 2)


def test_tasks_are_part_of_the_rule_where_it_asks_for_them() -> None:
    steps = [finished(number, step) for number, step in enumerate(STEPS, start=10)]
    asked, free = (Rules.of(outline({}, mark=0, tasks=share)) for share in (50, 0))
    assert summary(fold(State(), steps, free), free).met
    assert not summary(fold(State(), steps, asked), asked).met
    assert summary(fold(State(), [*steps, declared(20, "t1")], asked), asked).met


def test_a_state_without_tasks_is_stored_as_it_always_was() -> None:
    assert "declared" not in State().to_json()

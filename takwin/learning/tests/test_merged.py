"""Laws of the fold of two takings of one run."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import given, settings

from takwin.learning import activity
from takwin.learning.counting import story, summary
from takwin.learning.merged import whole
from takwin.learning.progress import State
from takwin.learning.tests.test_progress import RULES, answered, declared, histories, statement
from takwin.learning.timing import Limit
from takwin.records.statement import Statement

STAYS, GOES = UUID(int=1), UUID(int=2)
Histories = list[Statement]


def of(taking: UUID, told: list[Statement]) -> list[Statement]:
    return [replace(one, registration=taking, id=UUID(int=one.id.int * 2 + taking.int % 2)) for one in told]


def merged(*told: Statement) -> State:
    return whole(sorted(told, key=lambda one: one.order), RULES, STAYS)


@settings(max_examples=25)
@given(histories, histories)
def test_no_merge_takes_away_what_was_earned(one: Histories, other: Histories) -> None:
    mine, theirs = of(STAYS, one), of(GOES, other)
    state = merged(*mine, *theirs)
    apart = [story(State(), told, RULES) for told in (mine, theirs)]
    assert state.done == apart[0].done | apart[1].done
    assert summary(state, RULES).mark >= max(summary(each, RULES).mark for each in apart)
    for item, answers in state.answers.items():
        each = [found.answers[item] for found in apart if item in found.answers]
        assert answers.best == max(found.best for found in each)
    assert State.from_json(state.to_json()) == state


@given(histories)
def test_one_taking_alone_is_folded_as_ever(told: Histories) -> None:
    alone = of(STAYS, told)
    assert whole(alone, RULES, STAYS) == story(State(), alone, RULES)


def test_attempts_of_the_one_are_not_used_up_by_the_other() -> None:
    """Two online in the one, then one on a device in the other, which was allowed two of its own."""
    mine = of(STAYS, [answered(1, "q1", 1, 0), answered(2, "q1", 2, 0)])
    (last,) = of(GOES, [answered(3, "q1", 1, 100)])
    last = replace(last, result={**last.result, "most": 2})
    assert merged(*mine, last).answers["q1"].marks == {1: 0, 2: 0, 3: 100}


def test_the_clock_of_a_quiz_runs_in_its_own_taking() -> None:
    rules = replace(RULES, limits={"q": Limit(10)})
    begun = activity.quiz("essai", "q")
    (early,) = of(GOES, [statement(1, "began", begun, seconds=600)])
    own = of(STAYS, [statement(100, "began", begun, seconds=600), answered(105, "q1", 1, 100)])
    state = whole([early, *own], rules, STAYS)
    assert state.answers["q1"].best == 100
    assert not state.answers["q1"].late


def test_what_is_said_later_holds_whoever_said_it() -> None:
    (said,), (taken_back,) = of(GOES, [declared(1, "t1")]), of(STAYS, [declared(2, "t1", "retracted")])
    assert merged(said).declared == {"t1"}
    assert merged(said, taken_back).declared == frozenset()


def test_a_new_mark_finds_its_answer_in_the_other_taking() -> None:
    (answer,) = of(GOES, [answered(1, "q1", 1, 0)])
    own = of(STAYS, [answered(2, "q1", 1, 50)])
    scored = replace(answered(3, "q1", 1, 100, verb="scored"), registration=STAYS, at=answer.at + timedelta(hours=1))
    scored = replace(scored, result={**scored.result, "of": answer.id.hex})
    assert merged(answer, *own, scored).answers["q1"].marks == {1: 100, 2: 50}

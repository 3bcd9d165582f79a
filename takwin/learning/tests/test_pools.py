"""Laws of pools: a valid selection for whoever it is, kept once answered, worth the same for everybody."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from takwin.content.release import Outline
from takwin.learning import activity
from takwin.learning.counting import best_draw, counted, draws, summary
from takwin.learning.pools import Pool, drawn, fresh
from takwin.learning.progress import Rules, State, fold
from takwin.learning.tests.builders import item, outline
from takwin.records.statement import Statement

NAMES = [f"q{number}" for number in range(8)]
WHO = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
people = st.uuids()
pools = st.builds(
    lambda many, pick, again: Pool("quiz/p", tuple(NAMES[:many]), min(pick, many), again),
    st.integers(1, 8),
    st.integers(1, 8),
    st.booleans(),
)


def release(pool: Pool) -> Outline:
    """A quiz with one question of its own and a pool; two points each in the pool."""
    content = outline({"own": item(), **{name: item(200) for name in pool.items}}, steps=0)
    said: Any = {"id": "p", "pick": pool.pick, "fresh": pool.fresh, "items": list(pool.items)}
    content["quizzes"] = {"quiz": {**content["quizzes"]["q"], "pools": [said]}}
    return content


def answered(moment: int, name: str, n: int, mark: int, asked: str = "a", draw: int | None = None) -> Statement:
    at = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=moment)
    result = {"n": n, "raw": mark, "asked": asked, **({"draw": draw} if draw else {})}
    return Statement(UUID(int=moment), WHO, "answered", activity.item("essai", name), at, result=result)


@st.composite
def histories(draw: st.DrawFn) -> list[Statement]:
    """Any answers, also to questions that nobody was asked."""
    told = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["own", *NAMES]), st.integers(1, 3), st.integers(0, 200), st.sampled_from("aab"),
                st.one_of(st.none(), st.integers(1, 4)),
            ),
            max_size=20,
        )
    )  # fmt: skip
    return [answered(moment, *one) for moment, one in enumerate(told)]


@given(pools, people)
def test_everybody_is_asked_as_many_and_always_the_same(pool: Pool, who: UUID) -> None:
    mine = drawn(pool, who, {})
    assert len(set(mine)) == len(mine) == pool.pick
    assert list(mine) == [name for name in pool.items if name in mine]
    assert drawn(pool, who, {}) == mine


def test_the_selection_is_the_same_on_every_machine() -> None:
    assert drawn(Pool("quiz/p", tuple(NAMES), 3, fresh=False), WHO, {}) == ("q2", "q3", "q4")
    assert fresh(Pool("quiz/p", tuple(NAMES), 3, fresh=True), WHO, 2) == ("q0", "q3", "q6")


@given(st.lists(people, min_size=60, max_size=60, unique=True))
def test_people_are_asked_different_questions(some: list[UUID]) -> None:
    pool = Pool("quiz/p", tuple(NAMES), 3, fresh=False)
    assert {name for who in some for name in drawn(pool, who, {})} == set(NAMES)


@given(pools, people)
def test_a_question_more_moves_at_most_one(pool: Pool, who: UUID) -> None:
    more = Pool(pool.name, (*pool.items, "new"), pool.pick, pool.fresh)
    assert len(set(drawn(pool, who, {})) - set(drawn(more, who, {}))) <= 1


@given(pools, people, st.sets(st.sampled_from(NAMES)))
def test_what_was_answered_stays(pool: Pool, who: UUID, some: set[str]) -> None:
    marks = dict.fromkeys(sorted(some & set(pool.items))[: pool.pick], 0)
    assert set(marks) <= set(drawn(pool, who, marks))


@given(pools, people, st.integers(1, 30))
def test_no_question_comes_back_before_the_pool_is_used_up(pool: Pool, who: UUID, turn: int) -> None:
    whole = len(pool.items) // pool.pick
    seen = [name for draw in range(whole) for name in fresh(pool, who, turn * whole + draw + 1)]
    assert len(seen) == len(set(seen)) == whole * pool.pick
    assert set(seen) <= set(pool.items)


@given(pools, people, histories())
def test_points_are_the_same_for_everybody_and_marks_stay_in_range(
    pool: Pool, who: UUID, told: list[Statement]
) -> None:
    rules = Rules.of(release(pool), who)
    state = fold(State(), told, rules)
    sums = summary(state, rules)
    assert sums.points == 100 + 200 * pool.pick
    assert 0 <= sums.mark <= sums.points
    counts = counted(state, rules)
    assert len(counts) == 1 + pool.pick
    assert all(0 <= (one.mark or 0) <= one.points for one in counts.values())


@given(pools, people, histories(), st.integers(0, 20))
def test_folding_in_parts_and_storing_between_change_nothing(
    pool: Pool, who: UUID, told: list[Statement], cut: int
) -> None:
    rules = Rules.of(release(pool), who)
    first = State.from_json(fold(State(), told[:cut], rules).to_json())
    assert fold(first, told[cut:], rules) == fold(State(), told, rules)


@given(people)
def test_the_best_draw_counts_as_a_whole(who: UUID) -> None:
    pool = Pool("quiz/p", tuple(NAMES[:6]), 2, fresh=True)
    rules = Rules.of(release(pool), who)
    first, second = fresh(pool, who, 1), fresh(pool, who, 2)
    told = [
        answered(1, first[0], 1, 200, draw=1), answered(2, first[1], 1, 50, draw=1),
        answered(3, second[0], 1, 100, draw=2), answered(4, second[1], 1, 100, draw=2),
    ]  # fmt: skip
    state = fold(State(), told, rules)
    assert draws(state, pool) == {1: dict(zip(first, (200, 50), strict=True)), 2: dict.fromkeys(second, 100)}
    assert best_draw(state, pool) == dict(zip(first, (200, 50), strict=True))
    assert summary(state, rules).mark == 250
    assert set(counted(state, rules)) == {"own", *first}


def test_states_without_draws_are_stored_as_before() -> None:
    state = fold(State(), [answered(1, "own", 1, 100)], Rules.of(outline({"own": item()})))
    assert state.to_json()["answers"] == {"own": ["a", 1, {"1": 100}]}

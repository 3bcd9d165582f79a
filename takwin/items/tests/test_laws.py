"""Laws that hold for every kind, whatever is answered."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.items.item import Json, Outcome
from takwin.items.marking import share
from takwin.items.shelf import KINDS, kind
from takwin.items.shuffle import shuffled
from takwin.items.tests.reading import EXAMPLES, draft, example, posted

DRAFTS = {name: (example(name).kind, draft(example(name))) for name in EXAMPLES}
UNMARKED = [name for name, (book, _) in DRAFTS.items() if not kind(book).marked]
IDS = [
    *(f"c{n}" for n in range(8)),
    *(f"o{n}" for n in range(6)),
    "",
    "c99",
    "c-1",
    "items",
    "x",
    "r1",
    "z1",
    "z2",
    "1",
    "2",
]
NAMES = [
    "choice",
    "choices",
    "gaps",
    "number",
    "g1",
    "g2",
    "g3",
    "g9",
    "matches",
    "r1",
    "r2",
    "positions",
    "unit",
    "reason",
    "text",
    "i1",
    "i2",
    "l1",
    "l2",
    "l5",
    "z1",
    "file",
    "name",
    "size",
]
leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from([*IDS, "37,5", "هدف", "formative", "*", "1e999999999"])
)
absurd = st.recursive(
    leaves,
    lambda inside: (
        st.lists(inside, max_size=5) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=4), inside, max_size=5)
    ),
    max_leaves=12,
)
responses = st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, absurd)) | absurd
points = st.integers(min_value=0, max_value=100_000)
seeds = st.integers(min_value=0, max_value=2**48)


def score(name: str, response: Any, worth: int) -> Outcome:
    book, made = DRAFTS[name]
    return kind(book).score(made.key, response, worth)


def solution(name: str) -> Json:
    book, made = DRAFTS[name]
    return kind(book).solution(made.key)


@given(st.sampled_from(list(EXAMPLES)), responses, points)
def test_a_mark_stays_between_nothing_and_all(name: str, response: Any, worth: int) -> None:
    outcome = score(name, response, worth)
    assert 0 <= outcome.mark <= worth
    assert set(outcome.parts.values()) <= {"right", "partial", "wrong", "missed"}
    assert outcome == score(name, response, worth)


@given(st.sampled_from(list(EXAMPLES)), points)
def test_right_is_worth_everything(name: str, worth: int) -> None:
    assert score(name, solution(name), worth).mark == (worth if kind(DRAFTS[name][0]).marked else 0)


@given(st.sampled_from(list(EXAMPLES)), seeds)
def test_arranging_moves_but_neither_adds_nor_loses(name: str, seed: int) -> None:
    book, made = DRAFTS[name]
    arranged = kind(book).arrange(made.public, seed)
    assert canonical(arranged) == canonical(made.public)
    assert arranged == kind(book).arrange(made.public, seed)
    assert kind(book).arrange(arranged, seed + 1).keys() == made.public.keys()


def canonical(value: Any) -> Any:
    """The public part with every list of choices or options in one order; parts of a text keep theirs."""
    if isinstance(value, dict):
        return {
            name: sorted(map(repr, inside)) if name in {"choices", "options"} else canonical(inside)
            for name, inside in value.items()
        }
    return [canonical(inside) for inside in value] if isinstance(value, list) else value


@given(st.sampled_from(list(EXAMPLES)), seeds)
def test_an_answer_means_the_same_in_every_order(name: str, seed: int) -> None:
    book, made = DRAFTS[name]
    arranged = kind(book).arrange(made.public, seed)
    right = solution(name)
    read = kind(book).read(arranged, posted(arranged, right))
    assert read == kind(book).read(made.public, posted(made.public, right))
    assert kind(book).score(made.key, read, 300).mark == (300 if kind(book).marked else 0)


@given(st.sampled_from(UNMARKED), responses, points)
def test_what_is_never_marked_is_neither_right_nor_wrong(name: str, response: Any, worth: int) -> None:
    outcome = score(name, response, worth)
    assert (outcome.mark, outcome.parts) == (0, {})
    assert not {"right", "wrong"} & set(outcome.feedback)


@pytest.mark.parametrize("book", list(KINDS))
def test_orders_differ_from_person_to_person(book: str) -> None:
    own = [made for one, made in DRAFTS.values() if one == book and made.public.get("shuffle")]
    for made in (made for made in own if "'choices'" in repr(made.public) or "'options'" in repr(made.public)):
        assert len({repr(kind(book).arrange(made.public, seed)) for seed in range(30)}) > 1


@given(st.lists(st.integers(), max_size=12), seeds)
def test_a_shuffle_is_a_permutation(things: list[int], seed: int) -> None:
    assert sorted(shuffled(things, seed, "x")) == sorted(things)


def test_a_shuffle_is_the_same_on_every_machine() -> None:
    assert "".join(shuffled("abcdef", 1, "choices")) == "bdfeac"
    assert "".join(shuffled("abcdef", 2026, "g1")) == "edacfb"


def test_every_place_is_as_likely() -> None:
    first = [shuffled("abc", seed, "choices")[0] for seed in range(3000)]
    assert all(900 < first.count(letter) < 1100 for letter in "abc")


@given(points, st.integers(-50, 50), st.integers(0, 50))
def test_a_share_stays_in_range(worth: int, part: int, whole: int) -> None:
    assert 0 <= share(worth, part, whole) <= worth


@given(points, st.integers(1, 50))
def test_shares_are_exact_at_the_ends_and_never_fall(worth: int, whole: int) -> None:
    marks = [share(worth, part, whole) for part in range(whole + 1)]
    assert marks[0] == 0
    assert marks[-1] == worth
    assert marks == sorted(marks)
    assert all(abs(2 * whole * mark - 2 * worth * part) <= whole for part, mark in enumerate(marks))

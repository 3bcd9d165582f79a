"""Which questions of a pool a person is asked: from the release, the enrolment and what was answered, the same on every machine.

Every question has a place of its own in each person's order (the digest of person, pool and question), so that a question more or
less in a newer release moves no other. What somebody has answered stays theirs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from takwin.content.release import Outline

NOBODY = UUID(int=0)
"""In whose order a visitor sees a pool."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Questions of a quiz, of which `pick` are asked: the same at every attempt, or others at each where it is `fresh`."""

    name: str
    items: tuple[str, ...]
    pick: int
    fresh: bool


def pools(outline: Outline) -> tuple[Pool, ...]:
    """All pools of a release."""
    return tuple(
        Pool(f"{quiz}/{pool['id']}", tuple(pool["items"]), pool["pick"], pool["fresh"])
        for quiz, said in outline["quizzes"].items()
        for pool in said.get("pools", ())
    )


def ranked(names: Iterable[str], who: UUID, label: str) -> list[str]:
    """The names in this person's order."""
    return sorted(names, key=lambda name: sha256(f"{who}/{label}/{name}".encode()).digest())


def drawn(pool: Pool, who: UUID, marks: Mapping[str, int]) -> tuple[str, ...]:
    """The questions that a person is asked, in the order of the source: those with a mark already, the best first where a newer
    release picks fewer, then the first in the person's order."""
    order = ranked(pool.items, who, pool.name)
    kept = sorted((item for item in order if item in marks), key=lambda item: -marks[item])
    return _in_order(pool, [*kept, *(item for item in order if item not in marks)][: pool.pick])


def fresh(pool: Pool, who: UUID, draw: int) -> tuple[str, ...]:
    """The questions of one draw (from 1) of a fresh pool, in the order of the source. None comes back before the pool is used up; then
    it is put in a new order."""
    draws = len(pool.items) // pool.pick
    turn, place = divmod(draw - 1, draws)
    order = ranked(pool.items, who, f"{pool.name}/{turn}")
    return _in_order(pool, order[place * pool.pick : (place + 1) * pool.pick])


def _in_order(pool: Pool, chosen: Sequence[str]) -> tuple[str, ...]:
    return tuple(item for item in pool.items if item in chosen)

"""Small groups of a run: who comes one after the other is in one group; plain Python.

Groups are not stored: a person's place in the order of joining never changes, so neither does their group. Who leaves leaves their place
empty."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """A group by its number, from 1, and the names in it, in order of joining."""

    number: int
    names: tuple[str, ...]


def number(place: int, size: int) -> int:
    """The group of whoever joined in this place, from 0; 0 where the run has no groups."""
    return place // size + 1 if size else 0


def groups(names: Iterable[str | None], size: int) -> list[Group]:
    """Everybody who ever joined, in that order, None for who has left; the groups that have anybody in them."""
    found: dict[int, list[str]] = {}
    for place, name in enumerate(names):
        if name is not None and size:
            found.setdefault(number(place, size), []).append(name)
    return [Group(one, tuple(there)) for one, there in found.items()]

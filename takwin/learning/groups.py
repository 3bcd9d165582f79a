"""Small groups of a run: who comes one after the other is in one group, unless they were moved; plain Python.

Groups are not stored, only moves are: a person's place in the order of joining never changes, so neither does the group that comes of it. Who
leaves leaves their place empty."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """A group by its number, from 1, and the names in it, in order of joining."""

    number: int
    names: tuple[str, ...]


def number(place: int, size: int) -> int:
    """The group of whoever joined in this place, from 0; 0 where the run has no groups."""
    return place // size + 1 if size else 0


def numbers(people: Iterable[int], size: int, moved: Mapping[int, int]) -> dict[int, int]:
    """The group of each of those who ever joined, in that order; `moved` holds those who were moved by hand."""
    return {one: moved.get(one) or number(place, size) for place, one in enumerate(people)} if size else {}


def groups(names: Iterable[tuple[int, str]]) -> list[Group]:
    """The groups that have anybody in them, of everybody with the number of their group."""
    found: dict[int, list[str]] = {}
    for group, name in names:
        found.setdefault(group, []).append(name)
    return [Group(one, tuple(there)) for one, there in sorted(found.items()) if one]

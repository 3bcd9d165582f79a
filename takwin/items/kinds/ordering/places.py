"""The lines of an ordering question under names that say nothing of their order, and the places that a form gives them."""

from collections.abc import Mapping, Sequence

from takwin.items.item import Json, Line, Written
from takwin.items.marking import exact, typed
from takwin.lib import digest


def named(written: Written) -> dict[Line, str]:
    """The lines in the right order, each with its id. Ids are counted in the order of the digests of the words as they were
    written: neither the right order nor a renderer has a part in it."""
    counted = sorted(written.lines, key=lambda line: digest.of_bytes(exact(line.source or line.text).encode()))
    return {line: f"i{counted.index(line) + 1}" for line in written.lines}


def number(name: str) -> int:
    """The number in an id."""
    return int(name[1:])


def given(shown: Sequence[Json], form: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The place of each line in a form, where fields are named by where a line stood: `answer-1` for the first. What is no place
    is passed over."""
    known = {str(place) for place in range(1, len(shown) + 1)}
    sent = {str(one["id"]): typed(form, f"answer-{at}") for at, one in enumerate(shown, 1)}
    return {name: place for name, place in sorted(sent.items(), key=lambda item: number(item[0])) if place in known}

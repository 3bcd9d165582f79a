"""Marking: a response and a key make an outcome."""

from collections.abc import Mapping

from takwin.items.item import Json, Outcome
from takwin.items.shelf import kind


def key_in(keys: Mapping[str, Json], language: str) -> Json:
    """The key for a language; a key under "*" serves all, the first one where the language is missing."""
    return keys.get(language) or keys.get("*") or next(iter(keys.values()))


def outcome(kind_name: str, keys: Mapping[str, Json], language: str, response: Json, points: int) -> Outcome:
    """What a response earns: 0 ≤ mark ≤ points, in hundredths. An empty response earns nothing."""
    if not response:
        return Outcome(0)
    return kind(kind_name).score(key_in(keys, language), response, points)


def again(
    kind_name: str, keys: Mapping[str, Json], language: str, response: Json, points: int, was: tuple[int, int]
) -> int:
    """What an answer that earned `was` (mark, of how many points) earns by a corrected key. What people gave stays the same share of the
    points, rounded half up to a hundredth: no key can judge it."""
    if kind(kind_name).by_hand:
        mark, before = was
        return (2 * mark * points + before) // (2 * before) if before else 0
    return outcome(kind_name, keys, language, response, points).mark


def told(kind_name: str, keys: Mapping[str, Json], reader: str, language: str, response: Json, points: int) -> Outcome:
    """What an answer given in `language` earned, with the words said in the `reader`'s language wherever its key comes to the
    same: choices and numbers always do, words typed in a gap may not, and then what was said at the time stands."""
    earned = outcome(kind_name, keys, language, response, points)
    if reader == language:
        return earned
    anew = outcome(kind_name, keys, reader, response, points)
    return anew if (anew.mark, anew.parts) == (earned.mark, earned.parts) else earned

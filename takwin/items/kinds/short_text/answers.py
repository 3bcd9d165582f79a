"""The answers that a short text foresees: their words or patterns, their worth, the checks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from takwin.items import words
from takwin.items.complaints import complain
from takwin.items.item import Choice, Complaint, Json, Written

_WEIGHT = re.compile(r"%(-?\d{1,3})%\s*")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """An answer that the author thought of. `weight` in hundredths of the points."""

    pattern: str
    weight: int
    feedback: str


def foreseen(written: Written) -> list[Foreseen]:
    """The answers in the order of the source: `[x]` is right, `[ ]` wrong, `[ ] %50%` worth half."""
    return [_foreseen(choice) for choice in written.choices]


def _foreseen(choice: Choice) -> Foreseen:
    text = choice.source or choice.text
    weight = _WEIGHT.match(text)
    if weight:
        return Foreseen(text[weight.end() :], int(weight[1]), choice.feedback)
    return Foreseen(text, 100 if choice.right else 0, choice.feedback)


def check(written: Written) -> Iterable[Complaint]:
    """What is wrong in the answers."""
    found, strict = foreseen(written), words.is_strict(written)
    if not any(one.weight == 100 for one in found):
        yield complain("accepted-missing")
    seen: dict[tuple[str, ...], int] = {}
    for number, (choice, one) in enumerate(zip(written.choices, found, strict=True), 1):
        pieces = tuple(words.pieces(one.pattern, strict))
        if pieces == ("",):
            yield complain("accepted-empty", number=number)
        elif pieces in seen:
            yield complain("accepted-twice", first=seen[pieces], second=number)
        elif one.weight > 0 and not any(pieces):
            yield complain("accepted-all", number=number)
        if not 0 <= one.weight <= 100 or (choice.right and one.weight < 100):
            yield complain("accepted-weight", number=number, weight=one.weight)
        seen.setdefault(pieces, number)


def best(key: Json, text: str) -> Foreseen:
    """The answer that what was typed fits: the one of most worth, the first of equals; worth nothing when none fits."""
    found = [Foreseen(**one) for one in key["answers"] if text and words.fits(one["pattern"], text, key["strict"])]
    return max(found, key=lambda one: one.weight, default=Foreseen("", 0, ""))

"""What is right in the gaps of a text: the checks, the key, the marking."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from takwin.items import options
from takwin.items.complaints import complain
from takwin.items.item import Answer, Complaint, Gap, Json, Written
from takwin.items.marking import word
from takwin.items.words import compared, is_strict

INSIDE = re.compile(r"\s%\d{1,3}%(?=\S)")
"""What was meant to begin an answer of its own: a worth with words behind it, in the middle of another."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands in one gap is worth: `weight` in hundredths of the gap."""

    weight: int = 0
    feedback: str = ""

    @property
    def state(self) -> str:
        """Right, partial or wrong."""
        return "right" if self.weight >= 100 else "partial" if self.weight > 0 else "wrong"


def check(written: Written) -> Iterable[Complaint]:
    """What is wrong in the gaps."""
    if not written.gaps:
        yield complain("gap-missing")
    for number, gap in enumerate(written.gaps, 1):
        yield from _check_gap(number, gap, is_strict(written))


def _check_gap(number: int, gap: Gap, strict: bool) -> Iterable[Complaint]:
    if not any(answer.weight == 100 for answer in gap.answers):
        yield complain("gap-right-missing", gap=number)
    if gap.drop_down and len(gap.answers) < 2:
        yield complain("select-few", gap=number)
    for answer in gap.answers:
        if not answer.text.strip():
            yield complain("answer-empty", gap=number)
        elif not gap.drop_down and not compared(answer.text, strict):
            yield complain("answer-folded", gap=number, answer=answer.text)
        if not 0 <= answer.weight <= 100:
            yield complain("weight", gap=number, answer=answer.text, weight=answer.weight)
        if inside := INSIDE.search(f"{answer.text} {answer.feedback}"):
            yield complain("weight-inside", gap=number, weight=inside[0].strip())
    yield from _twice(number, gap, strict or gap.drop_down)


def _twice(number: int, gap: Gap, strict: bool) -> Iterable[Complaint]:
    seen: dict[str, Answer] = {}
    for answer in gap.answers:
        first = seen.setdefault(compared(answer.text, strict), answer)
        if first is not answer and answer.text.strip():
            typed = "answer-twice" if first.weight == answer.weight else "answer-conflict"
            yield complain("select-twice" if gap.drop_down else typed, gap=number, answer=answer.text)


def key(rendered: Written) -> Json:
    """{"strict": …, "gaps": {"g1": {"drop_down": …, "answers": [{"text", "weight", "feedback"}]}}}."""
    gaps = {f"g{number}": _key(gap) for number, gap in enumerate(rendered.gaps, 1)}
    return {"strict": is_strict(rendered), "gaps": gaps}


def _key(gap: Gap) -> Json:
    answers = [{"text": one.text, "weight": one.weight, "feedback": one.feedback} for one in gap.answers]
    return {"drop_down": gap.drop_down, "answers": answers}


def structure(rendered: Written) -> Json:
    """The gaps that every language has: typed ones have words of their own, drop-downs the same options in the same order."""
    gaps = [[answer.weight for answer in gap.answers] if gap.drop_down else None for gap in rendered.gaps]
    return {
        "gaps": gaps,
        "strict": is_strict(rendered),
        "shuffle": options.switch(rendered.options, "shuffle", otherwise=True),
    }


def right(gap: Json) -> str:
    """What to put in a gap of the key: words, or the id of an option."""
    place = next(place for place, answer in enumerate(gap["answers"]) if answer["weight"] == 100)
    return f"o{place + 1}" if gap["drop_down"] else str(gap["answers"][place]["text"])


def marked(key: Json, given: Json) -> dict[str, Marked]:
    """Every gap of the key, marked; gaps in the order of the text."""
    names = sorted(key["gaps"], key=lambda name: int(name[1:]))
    return {name: _marked(key["gaps"][name], word(given, name), key["strict"]) for name in names}


def _marked(gap: Json, words: str, strict: bool) -> Marked:
    fits = [answer for place, answer in enumerate(gap["answers"], 1) if _fits(gap, place, answer, words, strict)]
    best: dict[str, Any] | None = max(fits, key=lambda answer: answer["weight"], default=None)
    return Marked(best["weight"], best["feedback"]) if best and words.strip() else Marked()


def _fits(gap: Json, place: int, answer: Json, words: str, strict: bool) -> bool:
    return words == f"o{place}" if gap["drop_down"] else compared(words, strict) == compared(answer["text"], strict)

"""Two states of a question compared: what is asked, what can be chosen, what is right, what is said afterwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from takwin.content.compare.paragraphs import Paragraph, changed, paragraphs
from takwin.content.compare.taking_apart import Placed, split
from takwin.items.item import Choice, Line, Written

WHENS = {"always": "feedback", "right": "feedback-right", "wrong": "feedback-wrong"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a question that changed: "prompt", "choices", "lines", "gaps", "hints", "feedback", "feedback-right", "feedback-wrong",
    "options", "variants" (its rows, where it varies) or, where nothing finer is known, "source"."""

    name: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """A choice that became right, or is right no more."""

    text: str
    right: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """What changed of a question in one language."""

    language: str
    parts: tuple[Part, ...]
    flips: tuple[Flip, ...]


def wording(language: str, before: Placed | None, after: Placed | None) -> Wording | None:
    """What changed in one language; None when nothing did. A question that came or went is told whole."""
    old, new = before.written if before else None, after.written if after else None
    if before and after and before.source == after.source:
        return None
    parts = tuple(_parts(before, after))
    if not parts and not (old and new and _flips(old, new)):
        whole = paragraphs([before.source] if before else [], [after.source] if after else [])
        parts = (Part("source", whole),)
    return Wording(language, parts, _flips(old, new) if old and new else ())


def _parts(old: Placed | None, new: Placed | None) -> Iterator[Part]:
    before, after = _said(old), _said(new)
    for name in dict.fromkeys([*before, *after]):
        found = paragraphs(before.get(name, ()), after.get(name, ()))
        if changed(found):
            yield Part(name, found)


def _said(placed: Placed | None) -> dict[str, Sequence[str]]:
    """All that a question says, by part."""
    if placed is None:
        return {}
    written = placed.written
    said: dict[str, Sequence[str]] = {
        "prompt": split(written.prompt),
        "choices": [_choice(one) for one in written.choices],
        "lines": [_line(one) for one in written.lines],
        "hints": written.hints,
        **{WHENS.get(when, when): split(text) for when, text in written.feedback.items()},
        "options": [f"{name}: {value}" for name, value in written.options.items()],
        "variants": placed.rows,
    }
    return {name: lines for name, lines in said.items() if lines}


def _choice(one: Choice) -> str:
    return f"{one.text}\n> {one.feedback}" if one.feedback else one.text


def _line(one: Line) -> str:
    whole = f"{one.text} → {one.match}" if one.match else one.text
    return f"{whole}\n> {one.feedback}" if one.feedback else whole


def _flips(old: Written, new: Written) -> tuple[Flip, ...]:
    """Choices whose words stayed while they became right or wrong; where words changed too, the one at the same place."""
    before = {one.text: one.right for one in old.choices}
    same_places = len(old.choices) == len(new.choices)
    found = []
    for at, one in enumerate(new.choices):
        was = before.get(one.text, old.choices[at].right if same_places else None)
        if was is not None and was != one.right:
            found.append(Flip(one.text, one.right))
    return tuple(found)

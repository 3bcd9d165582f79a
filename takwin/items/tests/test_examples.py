"""Every example of every kind: it is sound, gives nothing away, is marked as it should be, and comes back the same."""

import json
from dataclasses import replace
from typing import Any

import pytest

from takwin.items import markdown, options
from takwin.items.item import Choice, Gap, Json, Line, Written
from takwin.items.shelf import KINDS, UnknownKind, kind
from takwin.items.tests.reading import EXAMPLES, ROLE, draft, example, read
from takwin.lib import digest

every_example = pytest.mark.parametrize("name", EXAMPLES)
SHOWN = {
    "prompt",
    "choices",
    "shuffle",
    "parts",
    "gaps",
    "id",
    "html",
    "gap",
    "number",
    "options",
    "text",
    "rows",
    "units",
    "zones",
    "longest",
    "types",
    "size",
    "one_each",
    "several",
    "image",
    "src",
    "alt",
    "width",
    "height",
    "area",
    "shape",
    "x",
    "y",
    "cx",
    "cy",
    "r",
    "points",
    "at",
}
"""The only names that a public part may use."""


def names(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {name for inside in value.values() for name in names(inside)}
    return {name for inside in value for name in names(inside)} if isinstance(value, list) else set()


def secrets(written: Written) -> list[str]:
    """What only the key may say."""
    on_gaps = [answer.feedback for gap in written.gaps for answer in gap.answers]
    listed = [one.text for one in written.choices if written.kind == "short-text"]
    typed = [answer.text for gap in written.gaps if not gap.drop_down for answer in gap.answers]
    said = [
        *(one.feedback for one in written.choices),
        *(one.feedback for one in written.lines),
        *on_gaps,
        *typed,
        *written.feedback.values(),
        *written.hints,
        *filter(None, [written.guide]),
    ]
    number = written.options.get("answer", "") if written.kind == "numeric" else ""
    return [*filter(None, [*said, *listed, number])]


def otherwise(written: Written) -> Written:
    """The same question, to the eye, with something else right and other things said of it."""
    gaps = tuple(_otherwise(gap) for gap in written.gaps)
    turned = [choice.right for choice in written.choices]
    choices = (
        Choice(c.text, right, "Other words", area=c.area)
        for c, right in zip(written.choices, turned[1:] + turned[:1], strict=True)
    )
    changed = {
        "numeric": {"answer": "7", "tolerance": "50%"},
        "multiple-choice": {"scoring": "match_correct"},
        "true-false": {"answer": "true" if written.options.get("answer") == "false" else "false"},
    }
    return replace(
        written,
        choices=tuple(choices),
        gaps=gaps,
        lines=_turned(written),
        options={**written.options, **changed.get(written.kind, {})},
        hints=(),
        guide=written.guide and "Other words",
        feedback={"always" if kind(written.kind).by_hand else "wrong": "Other words"},
    )


def _turned(written: Written) -> tuple[Line, ...]:
    """The same halves, paired otherwise; the same lines, in another order; where nothing is right, other things said."""
    lines = written.lines
    asking = [line for line in lines if line.text]
    if not kind(written.kind).marked:
        return tuple(replace(line, feedback="Other words") for line in lines)
    if not any(line.match for line in lines):
        return (*lines[1:], *lines[:1])
    turned = (replace(line, match=other.match) for line, other in zip(asking, asking[1:] + asking[:1], strict=True))
    return (*turned, *(line for line in lines if not line.text))


def _otherwise(gap: Gap) -> Gap:
    weights = [answer.weight for answer in gap.answers]
    turned = zip(gap.answers, weights[1:] + weights[:1], strict=True)
    step = 1 if gap.drop_down else -1
    return replace(gap, answers=tuple(replace(a, text=a.text[::step], weight=w, feedback="") for a, w in turned))


def test_every_kind_has_two_examples_and_one_in_arabic() -> None:
    for book in KINDS.values():
        own = [name for name in EXAMPLES if name.startswith(book.template.split("/")[0])]
        assert len({name.split("/")[-1].split(".")[0] for name in own}) >= 2, book.name
        assert any(name.endswith(".ar.md") for name in own), book.name


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(UnknownKind, match="essay"):
        kind("essay")


@every_example
def test_nothing_is_wrong(name: str) -> None:
    written = example(name)
    assert written.prompt
    assert kind(written.kind).check(written) == []


@every_example
def test_writing_gives_the_example_back(name: str) -> None:
    written = example(name)
    assert markdown.write(written) == EXAMPLES[name].read_text(encoding="utf-8")
    assert read(markdown.write(written)) == written


@every_example
def test_the_public_part_says_nothing_of_what_is_right(name: str) -> None:
    written = example(name)
    public = draft(written).public
    shown = json.dumps(public, ensure_ascii=False)
    assert names(public) <= SHOWN
    visible = ROLE.sub("", written.prompt) + " ".join(
        [one.text for one in written.choices if written.kind != "short-text"]
        + [f"{one.text} {one.match}" for one in written.lines]
    )
    for secret in secrets(written):
        assert secret not in shown or secret in visible


@every_example
def test_another_right_answer_leaves_the_public_part_as_it_is(name: str) -> None:
    written = example(name)
    other = otherwise(written)
    assert draft(other).key != draft(written).key
    assert digest.of_json(draft(other).public) == digest.of_json(draft(written).public)


@every_example
def test_a_right_response_earns_all_the_points(name: str) -> None:
    written = example(name)
    points, key = options.points(written.options), draft(written).key
    outcome = kind(written.kind).score(key, kind(written.kind).solution(key), points)
    if not kind(written.kind).marked:
        assert (outcome.mark, outcome.parts) == (0, {})
        return
    assert outcome.mark == points
    assert set(outcome.parts.values()) == {"right"}
    assert "wrong" not in outcome.feedback


@every_example
def test_an_empty_response_earns_nothing(name: str) -> None:
    written = example(name)
    outcome = kind(written.kind).score(draft(written).key, {}, 100)
    assert outcome.mark == 0
    assert "right" not in outcome.parts.values()
    assert "missed" not in outcome.veiled().parts.values()


@every_example
def test_public_part_key_and_structure_are_json(name: str) -> None:
    made = draft(example(name))
    for part in (made.public, made.key, made.structure):
        assert json.loads(json.dumps(part)) == part
        assert digest.of_json(part)


def test_the_languages_of_an_example_have_one_structure() -> None:
    found: dict[str, list[Json]] = {}
    for name in EXAMPLES:
        found.setdefault(name.rsplit(".", 2)[0], []).append(draft(example(name)).structure)
    assert max(map(len, found.values())) == 3
    for name, structures in found.items():
        assert all(structure == structures[0] for structure in structures), name

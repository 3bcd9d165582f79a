"""A question directive read into `items.Written`: prompt, lists, gaps, hints and feedback, all still Markdown."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from markdown_it.token import Token

from takwin.content.source import lists, variants
from takwin.content.source.fences import Fence
from takwin.content.source.markdown import blocks, parse
from takwin.content.source.roles import GAPS
from takwin.items import gaps
from takwin.items.item import Choice, Gap, Line, Written
from takwin.items.markdown import LISTS
from takwin.items.shelf import kind

BOX = re.compile(r"\[( |x|X)\](?:[ \t]+|$)")
WHEN = {"": "always", "right": "right", "wrong": "wrong"}


@dataclass(slots=True)
class Reading:
    """A question while it is read. `mistakes` are (problem name, line in the question, values)."""

    lines: list[str]
    taken: set[int] = field(default_factory=set)
    choices: list[Choice] = field(default_factory=list)
    own: list[Line] = field(default_factory=list)
    zones: list[Line] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    feedback: dict[str, str] = field(default_factory=dict)
    guide: str = ""
    mistakes: list[tuple[str, int, dict[str, str]]] = field(default_factory=list)


def read(fence: Fence) -> tuple[Written, list[tuple[str, int, dict[str, str]]]]:
    """The question, and its mistakes as (problem name, line, values); lines count like those of the fence. Of one that varies the
    first row of its table."""
    bare, table, _ = variants.split(fence)
    return _read(variants.filled(bare, table, 0) if table else bare)


def read_all(fence: Fence) -> tuple[list[Written], variants.Table | None, list[tuple[str, int, dict[str, str]]]]:
    """The question as each row of its table makes it (one where it does not vary), the table, and the mistakes."""
    bare, table, mistakes = variants.split(fence)
    fences = [variants.filled(bare, table, row) for row in range(len(table.rows))] if table else [bare]
    found = [_read(one) for one in fences]
    return [written for written, _ in found], table, [*mistakes, *(one for _, some in found for one in some)]


def _read(fence: Fence) -> tuple[Written, list[tuple[str, int, dict[str, str]]]]:
    reading = Reading(fence.content.split("\n"))
    tokens = blocks(fence.content)
    _take_directives(reading, tokens)
    shape = kind(fence.name).shape
    if shape == "drop":
        _take_labels(reading, tokens)
    elif shape in LISTS:
        _take_lines(reading, tokens, shape)
    else:
        _take_choices(reading, tokens, shape)
    prompt = "\n".join(line for at, line in enumerate(reading.lines) if at not in reading.taken).strip("\n").rstrip()
    written = Written(
        kind=fence.name,
        id=fence.argument,
        prompt=prompt,
        options=fence.options,
        choices=tuple(reading.choices),
        gaps=tuple(_gaps(prompt)),
        lines=tuple(reading.own),
        zones=tuple(reading.zones),
        hints=tuple(reading.hints),
        feedback=reading.feedback,
        guide=reading.guide,
        line=fence.line + 1,
    )
    return written, [(name, at + fence.content_line, values) for name, at, values in reading.mistakes]


def _take_directives(reading: Reading, tokens: list[Token]) -> None:
    """Hints and feedback out of the text."""
    for token in tokens:
        if token.type not in {"directive", "directive_open"} or token.level:
            continue
        fence: Fence = token.meta["fence"]
        text = fence.content.strip("\n").rstrip()
        if not fence.closed:
            reading.mistakes.append(("directive-open", fence.line, {"directive": fence.name}))
        if fence.name == "hint":
            reading.hints.append(text)
        elif fence.name == "feedback" and fence.argument in WHEN:
            _put_feedback(reading, fence, text)
        elif fence.name == "guide":
            reading.mistakes += [("guide-twice", fence.line, {})] if reading.guide else []
            reading.guide = text
        elif fence.name == "feedback":
            reading.mistakes.append(("feedback-when", fence.line, {"when": fence.argument}))
        else:
            continue
        if not text:
            reading.mistakes.append(("directive-empty", fence.line, {"directive": fence.name}))
        reading.taken |= set(range(fence.line, (token.map or [0, 0])[1] + 1))


def _put_feedback(reading: Reading, fence: Fence, text: str) -> None:
    when = WHEN[fence.argument]
    if when in reading.feedback:
        reading.mistakes.append(("feedback-twice", fence.line, {}))
    reading.feedback[when] = text


def _take_choices(reading: Reading, tokens: list[Token], shape: str) -> None:
    """The first list whose items have boxes."""
    for token in lists.lists(tokens, "bullet"):
        items = lists.items(tokens, token)
        bodies = [lists.body(reading.lines[start:end]) for start, end in items]
        boxed = [bool(BOX.match(body)) for body in bodies]
        if all(boxed):
            reading.choices = [_choice(body, shape) for body in bodies]
            reading.taken |= set(range(*token.map or ()))
            return
        if any(boxed):
            reading.mistakes.append(("choice-box", items[boxed.index(False)][0], {}))


def _take_lines(reading: Reading, tokens: list[Token], shape: str) -> None:
    """The last list of the type that this shape has in place of choices."""
    for token in lists.lists(tokens, LISTS[shape])[-1:]:
        reading.taken |= set(range(*token.map or ()))
        for start, end in lists.items(tokens, token):
            body = lists.body(reading.lines[start:end])
            found = lists.pair(body) if shape == "match" else lists.line(body)
            if found is None:
                reading.mistakes.append(("pair-arrow", start, {}))
            else:
                reading.own.append(found)


def _take_labels(reading: Reading, tokens: list[Token]) -> None:
    """The last numbered list, which are the zones, and the last list of labels, each with an arrow to where it belongs or none."""
    for what, into in (("ordered", reading.zones), ("bullet", reading.own)):
        for token in lists.lists(tokens, what)[-1:]:
            reading.taken |= set(range(*token.map or ()))
            bodies = [lists.body(reading.lines[start:end]) for start, end in lists.items(tokens, token)]
            into.extend(lists.pair(body) or lists.line(body) for body in bodies)


def _choice(body: str, shape: str) -> Choice:
    """`[x] text` and the block quote under it, which is the feedback for choosing it; of a spot, `[x] text -> area`."""
    box = BOX.match(body)
    rest, right = body[box.end() :] if box else body, box is not None and box[1] != " "
    spot = lists.pair(rest) if shape == "spot" else None
    if spot:
        return Choice(spot.text, right, spot.feedback, area=spot.match)
    text, feedback = lists.quoted(rest)
    return Choice(text, right, feedback)


def _gaps(prompt: str) -> list[Gap]:
    return [Gap(tuple(gaps.parse(content)), drop_down=name == "select") for name, content in gaps_of(prompt)]


@lru_cache(maxsize=4_000)
def gaps_of(prompt: str) -> tuple[tuple[str, str], ...]:
    """The roles that are gaps, each with its content, in the order in which the reader meets them. The compiler asks again."""
    inside = [child for token in parse(prompt) for child in token.children or ()] if "{" in prompt else []
    return tuple((one.meta["name"], one.content) for one in inside if one.type == "role" and one.meta["name"] in GAPS)

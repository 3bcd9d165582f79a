"""A task directive read into `scenarios.Task`: its parts still Markdown, its criteria and its communication scenario taken apart."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token

from takwin.content.source import lists
from takwin.content.source.fences import Fence
from takwin.content.source.markdown import blocks, parse
from takwin.content.source.meant import NAMES, meant
from takwin.frameworks.alignment import names
from takwin.scenarios import rubric
from takwin.scenarios.communication import DEGREES, FIELDS, Communication
from takwin.scenarios.rubric import Criterion, Level
from takwin.scenarios.task import PARTS, PROSE, Task

OPTIONS = frozenset({"title", "minutes", "aligned"})
COMMUNICATION = frozenset({"degree", *FIELDS})
MINUTES = re.compile(r"[1-9]\d{0,3}")


@dataclass(slots=True)
class Reading:
    """A task while it is read. `mistakes` are (problem name, line, values); `lines` tells where the text of a part begins. Lines
    count like those of the task's fence."""

    fence: Fence
    texts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    steps: int = 0
    criteria: list[Criterion] = field(default_factory=list)
    communication: Communication | None = None
    mistakes: list[tuple[str, int, Mapping[str, object]]] = field(default_factory=list)

    def complain(self, name: str, line: int, /, **values: object) -> None:
        """A mistake at a line."""
        self.mistakes.append((name, line, values))

    def task(self) -> Task:
        """What was read."""
        given = self.fence.options
        return Task(
            id=self.fence.argument,
            title=given.get("title", ""),
            minutes=self.minutes(),
            aligned=names(given.get("aligned", "")),
            texts=self.texts,
            steps=self.steps,
            criteria=tuple(self.criteria),
            communication=self.communication,
        )

    def minutes(self) -> int | None:
        """What the option says, None when it says nothing or nonsense."""
        value = self.fence.options.get("minutes", "")
        return int(value) if MINUTES.fullmatch(value) else None


def read(fence: Fence) -> Reading:
    """The task and its mistakes."""
    reading = Reading(fence)
    if fence.options.get("minutes") and reading.minutes() is None:
        reading.complain(
            "option-value", fence.line, option="minutes", value=fence.options["minutes"], known="1, 2, … 9999"
        )
    for token in blocks(fence.content):
        if token.level or token.nesting < 0:
            continue
        inner: Fence | None = token.meta.get("fence")
        if token.type == "directive" and inner and inner.name in PARTS:
            _part(reading, inner)
        elif token.type == "directive" and inner and inner.name and inner.name not in NAMES:
            line = reading.fence.content_line + inner.line
            reading.complain("directive-unknown", line, directive=inner.name, known=meant(inner.name))
        else:
            reading.complain("task-text", (token.map or [0])[0] + fence.content_line)
    return reading


def _part(reading: Reading, fence: Fence) -> None:
    line, name = reading.fence.content_line + fence.line, fence.name
    if not fence.closed:
        reading.complain("directive-open", line, directive=name)
    known = COMMUNICATION if name == "communication" else frozenset[str]()
    for option in fence.options.keys() - known:
        reading.complain("directive-option", line, option=option, directive=name, known=sorted(known) or "-")
    if name in reading.lines:
        reading.complain("task-part-twice", line, part=name)
        return
    text = fence.content.strip("\n").rstrip()
    blank = len(fence.content) - len(fence.content.lstrip("\n"))
    reading.lines[name] = reading.fence.content_line + fence.content_line + blank
    if not text and name != "communication":
        reading.complain("directive-empty", line, directive=name)
    _take(reading, fence, text, line)


def _take(reading: Reading, fence: Fence, text: str, line: int) -> None:
    if fence.name == "criteria":
        _criteria(reading, text)
    elif fence.name == "communication":
        reading.communication = _communication(reading, fence, text, line)
    elif fence.name in PROSE and text:
        reading.texts[fence.name] = text
        if fence.name == "steps":
            _steps(reading, text, line)


def _steps(reading: Reading, text: str, line: int) -> None:
    tokens = blocks(text)
    found = lists.lists(tokens, "ordered")
    if len(found) != 1:
        reading.complain("task-steps", line)
    else:
        reading.steps = len(lists.items(tokens, found[0]))


def _communication(reading: Reading, fence: Fence, text: str, line: int) -> Communication:
    said = {name: fence.options.get(name, "") for name in FIELDS}
    degree = fence.options.get("degree", "")
    if degree not in DEGREES:
        reading.complain("field-choice", line, key="degree", value=degree, known=DEGREES)
    return Communication(degree if degree in DEGREES else "", **said, how=text)


def _criteria(reading: Reading, text: str) -> None:
    """A list of criteria and nothing else."""
    line, tokens = reading.lines["criteria"], parse(text)
    found = lists.lists(tokens, "bullet")
    if [one for one in tokens if not one.level and one.nesting >= 0] != found or len(found) != 1:
        if text:
            reading.complain("criteria-list", line)
        return
    for start, body in _bodies(text, tokens):
        reading.criteria.append(_criterion(reading, body, line + start))


def _bodies(text: str, tokens: list[Token]) -> list[tuple[int, str]]:
    """The items of a text's first list, each with its line."""
    lines = text.split("\n")
    spans = lists.items(tokens, lists.lists(tokens, "bullet")[0])
    return [(start, lists.body(lines[start:end])) for start, end in spans]


def _criterion(reading: Reading, body: str, line: int) -> Criterion:
    tokens = blocks(body)
    nested = lists.lists(tokens, "bullet")[-1:]
    if not nested:
        return Criterion(body)
    first, last = nested[0].map or [0, 0]
    lines = body.split("\n")
    levels: list[Level] = []
    for start, one in _bodies("\n".join(lines[first:last]), blocks("\n".join(lines[first:last]))):
        level = rubric.level(one)
        if level is None or (level.points or 0) > rubric.MOST_POINTS:
            reading.complain("criterion-level", line + first + start)
        else:
            levels.append(level)
    return Criterion("\n".join(lines[:first] + lines[last:]).strip("\n").rstrip(), tuple(levels))

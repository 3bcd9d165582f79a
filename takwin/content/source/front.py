"""A step file: its front matter and its text."""

from takwin.content.source.course import StepText
from takwin.content.source.fields import Fields
from takwin.content.source.problems import Problem, problem
from takwin.content.source.tree import NotReadable, Tree, parse

USUAL_MINUTES = 10
MOST_MINUTES = 600


def read_step(text: str, file: str) -> tuple[StepText | None, list[Problem]]:
    """The step that a file holds, None when its front matter cannot be read."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, [problem("front-missing", file, 1)]
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        return None, [problem("front-open", file, 1)]
    try:
        tree = parse("\n".join(lines[1:end]), file, 2)
    except NotReadable as refused:
        return None, [refused.problem]
    if tree is not None and tree.named is None:
        return None, [problem("front-missing", file, 1)]
    return _step(tree or Tree(1, named={}), lines, end, file)


def _step(tree: Tree, lines: list[str], end: int, file: str) -> tuple[StepText | None, list[Problem]]:
    problems: list[Problem] = []
    fields = Fields(tree, file, problems)
    title, minutes = fields.word("title"), _minutes(fields)
    fields.finish()
    body, line = _body(lines, end)
    if not body:
        problems.append(problem("step-empty", file, end + 1))
    return (StepText(title, minutes, body, line) if title else None), problems


def _minutes(fields: Fields) -> int:
    value = fields.word("minutes", required=False)
    if not value:
        return USUAL_MINUTES
    if not (value.isascii() and value.isdigit() and len(value) < 5 and 0 < int(value) <= MOST_MINUTES):
        fields.complain("minutes", fields.line("minutes"), value=value[:40], most=MOST_MINUTES)
        return USUAL_MINUTES
    return int(value)


def _body(lines: list[str], end: int) -> tuple[str, int]:
    """The text without the blank lines around it, and the line it begins on, from 1."""
    first = next((at for at in range(end + 1, len(lines)) if lines[at].strip()), len(lines))
    return "\n".join(lines[first:]).rstrip(), first + 1

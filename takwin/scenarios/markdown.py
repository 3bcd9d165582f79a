"""A task as course source (`docs/reference/course-source.md`)."""

from collections.abc import Iterator

from takwin.lib.fences import longest
from takwin.lib.text import as_value
from takwin.scenarios.communication import FIELDS, Communication
from takwin.scenarios.rubric import Criterion, Level
from takwin.scenarios.task import Task


def write(task: Task) -> str:
    """The task as a directive; reading it gives the same task (texts without white space at their ends)."""
    said = {"title": task.title, "minutes": task.minutes or "", "aligned": ", ".join(task.aligned)}
    options = [_option(name, str(value)) for name, value in said.items() if value]
    body = "\n\n".join(_part(task, name) for name in task.parts)
    fence = ":" * (max(longest(body), 3) + 1)
    return "\n".join([f"{fence}{{task}} {task.id}", *options, "", body, fence]) + "\n"


def _option(name: str, value: str) -> str:
    return f":{name}: {as_value(value)}"


def _part(task: Task, name: str) -> str:
    if name == "criteria":
        return _fenced(name, "\n".join(line for one in task.criteria for line in _criterion(one)))
    if name == "communication" and task.communication:
        return _communication(task.communication)
    return _fenced(name, task.texts[name])


def _fenced(name: str, text: str) -> str:
    fence = ":" * (longest(text) + 1)
    return f"{fence}{{{name}}}\n{text}\n{fence}"


def _communication(found: Communication) -> str:
    options = [_option(name, getattr(found, name)) for name in ("degree", *FIELDS) if getattr(found, name)]
    return _fenced("communication", "\n".join([*options, *(["", found.how] if found.how else [])]))


def _criterion(criterion: Criterion) -> Iterator[str]:
    yield from _item("", criterion.text)
    for level in criterion.levels:
        yield from _item("  ", _level(level))


def _level(level: Level) -> str:
    points = f"({level.points}) " if level.points is not None else ""
    return f"{points}{level.title} -> {level.text}".rstrip()


def _item(indent: str, text: str) -> Iterator[str]:
    first, *rest = text.split("\n")
    yield f"{indent}- {first}"
    yield from (f"{indent}  {line}".rstrip() for line in rest)

"""Tasks in all their languages: checked, compared, shown, told in the outline."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from takwin.content.compiler import directives
from takwin.content.compiler.page import Page
from takwin.content.compiler.render import block, html_of, tokens_of
from takwin.content.source import tasks
from takwin.content.source.fences import Fence
from takwin.content.source.fields import LONGEST_ID, SLUG
from takwin.content.source.problems import Problem, problem
from takwin.content.source.tasks import Reading
from takwin.frameworks.alignment import known
from takwin.scenarios import task as rules
from takwin.scenarios.communication import FIELDS
from takwin.scenarios.rubric import Criterion
from takwin.scenarios.task import Task, structure

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlacedTask:
    """A task where it stands; `line` counts from 1 in the file."""

    task: Task
    line: int


def compile_task(fence: Fence, page: Page) -> tuple[PlacedTask, Json] | None:
    """The task and the part of the page that shows it; None when it has no usable id."""
    directives.check(page, fence, set(tasks.OPTIONS))
    if not SLUG.fullmatch(fence.argument) or len(fence.argument) > LONGEST_ID:
        page.complain("task-id", fence.line, id=fence.argument[:LONGEST_ID])
        return None
    reading = tasks.read(fence)
    for name, line, values in reading.mistakes:
        page.complain(name, line, **values)
    task = reading.task()
    for complaint in rules.check(task):
        page.complain(complaint.name, fence.line, **complaint.values)
    for code in task.aligned:
        if not known(code):
            page.complain("aligned-unknown", fence.line, code=code[:80])
    return PlacedTask(task, fence.line + page.shift), _shown(task, reading, page)


def _shown(task: Task, reading: Reading, page: Page) -> Json:
    """What a page holds of a task: texts are HTML, titles and the fields of the communication scenario plain text."""
    parts = [{"name": name, **_part(task, name, reading, page)} for name in task.parts]
    return {"task": task.id, "title": task.title, "minutes": task.minutes, "parts": parts}


def _part(task: Task, name: str, reading: Reading, page: Page) -> Json:
    inner = replace(page, shift=page.shift + reading.lines[name], level=3, problems=[])
    try:
        if name == "criteria":
            return {"criteria": [_criterion(one, inner) for one in task.criteria]}
        if name == "communication" and (said := task.communication):
            fields = {one: getattr(said, one) for one in ("degree", *FIELDS)}
            return {**fields, "html": _prose(said.how, inner)}
        return {"html": _prose(task.texts[name], inner)}
    finally:
        page.problems += inner.problems


def _prose(text: str, page: Page) -> str:
    return html_of(*tokens_of(text, page)) if text else ""


def _criterion(criterion: Criterion, page: Page) -> Json:
    levels = [
        {"title": one.title, "points": one.points, "html": block(one.text, page) if one.text else ""}
        for one in criterion.levels
    ]
    return {"html": block(criterion.text, page), "levels": levels}


Written = Mapping[str, tuple[list[PlacedTask], Page]]
"""The tasks of one step by language, the original first."""


def compare(written: Written) -> None:
    """Complain on the pages of the other languages where their tasks are not those of the original."""
    (original, (theirs, _)), *others = written.items()
    known_ = {one.task.id: structure(one.task) for one in theirs}
    for _language, (ours, page) in others:
        mine = [one.task.id for one in ours]
        for missing in known_.keys() - set(mine):
            page.complain_of("", "task-absent", id=missing, language=original)
        if mine != list(known_) and sorted(mine) == sorted(known_):
            page.complain_of("", "task-order", language=original)
        page.problems += [one for placed in ours for one in _against(placed, known_, page, original)]


def _against(placed: PlacedTask, known_: Mapping[str, Json], page: Page, original: str) -> Iterator[Problem]:
    own, other = structure(placed.task), known_.get(placed.task.id)
    values = {"id": placed.task.id, "language": original}
    if other is None:
        yield problem("task-extra", page.file, placed.line, **values)
    elif what := sorted(name for name in own if own[name] != other[name]):
        yield problem("task-differs", page.file, placed.line, what=what, **values)


def check(placed: Iterable[PlacedTask], page: Page, announced: int, *, alone: bool) -> None:
    """Complain of what only the step and the module can tell: tasks that ask for more time than the step announces, and, where the
    module does not say it (`alone`), tasks that do not say how people work together."""
    for one in placed:
        if alone and one.task.communication is None:
            page.problems.append(problem("task-without-communication", page.file, one.line, id=one.task.id))
        if one.task.minutes is not None and one.task.minutes > announced:
            values = {"id": one.task.id, "minutes": one.task.minutes, "announced": announced}
            page.problems.append(problem("task-longer", page.file, one.line, **values))


def outline(step: str, written: Written) -> dict[str, Json]:
    """What the outline says of the tasks of a step, by id."""
    first = next(iter(written.values()))[0]
    titles = {language: {one.task.id: one.task.title for one in tasks_} for language, (tasks_, _) in written.items()}
    return {
        one.task.id: {
            "step": step,
            "title": {language: found[one.task.id] for language, found in titles.items() if found.get(one.task.id)},
            **structure(one.task),
        }
        for one in first
    }

"""Questions laid out as the text of a step: one after the other for practice, or in quizzes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from takwin.content.compiler.media import Shelf
from takwin.content.compiler.page import Page
from takwin.content.compiler.steps import Draft, Question, compile_step
from takwin.content.source import variants
from takwin.content.source.course import Course, StepText, step_file
from takwin.content.source.variants import Table
from takwin.interop.markdown import as_line
from takwin.interop.markdown.fences import directive
from takwin.interop.markdown.words import escaped
from takwin.interop.question_file import Entry
from takwin.interop.slugs import Slugs
from takwin.items import markdown
from takwin.items.item import Written
from takwin.items.shelf import kind

MINUTES_EACH = 2
"""What a question is thought to ask for; the author corrects it."""
MOST_MINUTES = 600


def body(entries: Sequence[Entry], quiz: str) -> str:
    """The text of a step. Each category has its heading; `quiz` is the id of a quiz for the questions, "" for practice. What is never
    marked cannot stand in a quiz and stands before it, as do words between questions."""
    groups = [(path, list(inside)) for path, inside in groupby(entries, key=lambda entry: entry.category)]
    several, blocks = len({path for path, _ in groups}) > 1, []
    for number, (path, inside) in enumerate(groups, 1):
        title = escaped(as_line(path[-1])) if path and several else ""
        if not quiz:
            blocks += [f"## {title}"] if title else []
            blocks += [_block(entry) for entry in inside]
        else:
            before = [entry for entry in inside if not _marked(entry)]
            name = quiz if number == 1 else f"{quiz}-{number}"
            blocks += [_block(entry) for entry in before]
            blocks += _quiz(name, as_line(path[-1]) if title else "", [one for one in inside if _marked(one)])
    return "\n\n".join(blocks)


def _marked(entry: Entry) -> bool:
    """Whether it can stand in a quiz: what is marked, at once or by hand."""
    if entry.written is None:
        return False
    book = kind(entry.written.kind)
    return book.marked or book.by_hand


def _block(entry: Entry) -> str:
    return source(entry.written, entry.table) if entry.written else entry.text


def source(written: Written, table: Table | None) -> str:
    """The question as a directive, its table within."""
    *lines, end = markdown.write(written).rstrip("\n").split("\n")
    return "\n".join([*lines, *(["", variants.write(table)] if table else []), end])


def _quiz(name: str, title: str, questions: Sequence[Entry]) -> list[str]:
    inside = "\n\n".join(map(_block, questions))
    return [directive("quiz", name, inside, {"title": title} if title else {})] if questions else []


def is_moved(entries: Sequence[Entry]) -> bool:
    """Whether a quiz would move words from between questions to before them."""
    kinds = [_marked(entry) for entry in entries]
    return any(before and not after for before, after in pairwise(kinds))


def minutes(entries: Iterable[Entry]) -> int:
    """A guess of the time that the step asks."""
    return min(max(MINUTES_EACH * sum(entry.written is not None for entry in entries), 1), MOST_MINUTES)


def renamed(entries: Sequence[Entry], ids: Sequence[str]) -> list[Entry]:
    """The entries, their questions under these ids in order."""
    left = iter(ids)
    return [
        replace(entry, written=replace(entry.written, id=next(left))) if entry.written else entry for entry in entries
    ]


def fresh(entries: Sequence[Entry], taken: Iterable[str]) -> list[str]:
    """An id for each question that none of these has."""
    slugs = Slugs(taken)
    return [slugs.take(entry.written.id, "question") for entry in entries if entry.written]


def is_read_back(written: Written, table: Table | None = None) -> bool:
    """Whether a question has all its parts when its source is read: a gap within a piece of code, for one, is none."""
    found = _read_back(written, table)
    return (
        len(found) == 1
        and _parts(found[0].written) == _parts(written)
        and (table is None or len(found[0].rows) == len(table.rows))
    )


def rows(written: Written, table: Table | None) -> tuple[Written, ...]:
    """The question as each row of its table makes it; itself where there is none."""
    return (written,) if table is None else tuple(row for one in _read_back(written, table) for row in one.all)


def _read_back(written: Written, table: Table | None) -> Sequence[Question]:
    return read("m", "s", "en", StepText("s", 1, source(replace(written, id="x"), table))).questions


def _parts(written: Written) -> tuple[int, ...]:
    return len(written.choices), len(written.gaps), len(written.lines), len(written.zones), len(written.hints)


def drafts(course: Course) -> dict[tuple[str, str], Draft]:
    """Every text of the course, read, by ("module/step", language)."""
    return {
        (f"{module.id}/{step.id}", language): read(module.id, step.id, language, text)
        for module in course.modules
        for step in module.steps
        for language, text in step.texts.items()
    }


def read(module: str, step: str, language: str, text: StepText) -> Draft:
    """The questions and quizzes of one text."""
    page = Page(step_file(module, step, language), language, text.body.split("\n"), Shelf({}), shift=text.line)
    return compile_step(text.body, page)

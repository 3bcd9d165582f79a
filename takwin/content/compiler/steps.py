"""One step in one language: its parts in order, and the questions and quizzes that stand in it."""

from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from takwin.content.compiler import directives, facts, quizzes
from takwin.content.compiler.facts import Facts
from takwin.content.compiler.page import Page
from takwin.content.compiler.quizzes import Part, Quiz
from takwin.content.compiler.render import html_of, tokens_of
from takwin.content.compiler.tasks import PlacedTask, compile_task
from takwin.content.source import questions
from takwin.content.source.fences import Fence
from takwin.content.source.fields import LONGEST_ID, SLUG
from takwin.content.source.variants import Table
from takwin.items.item import Written
from takwin.items.shelf import KINDS


@dataclass(frozen=True, slots=True)
class Question:
    """A question where it stands. `quiz` is the id of its quiz, "" in practice; `line` counts from 1 in the file. Of one that varies
    `rows` holds it as each row of its `table` makes it, `written` the first of them."""

    written: Written
    quiz: str
    line: int
    rows: tuple[Written, ...] = ()
    table: Table | None = None

    @property
    def all(self) -> tuple[Written, ...]:
        """The question in all its variants: one where it does not vary."""
        return self.rows or (self.written,)

    def line_of(self, row: int) -> int:
        """Where a row of the table stands, from 1 in the file; the question itself where it does not vary."""
        return self.table.lines[row] + self.line - self.written.line + 1 if self.table else self.line


@dataclass(slots=True)
class Draft:
    """A step while it is read."""

    parts: list[Part] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    quizzes: list[Quiz] = field(default_factory=list)
    tasks: list[PlacedTask] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)


def compile_step(body: str, page: Page) -> Draft:
    """The parts of a step: HTML, questions, quizzes, tasks."""
    tokens, env = tokens_of(body, page)
    draft, run, at = Draft(facts=facts.of(tokens, page.shift)), list[Token](), 0
    while at < len(tokens):
        token = tokens[at]
        fence: Fence | None = token.meta.get("fence") if token.level == 0 else None
        if fence and fence.name == "quiz" and token.type == "directive_open":
            _flush(draft, run, env)
            end = next(
                i for i in range(at, len(tokens)) if tokens[i].type == "directive_close" and tokens[i].level == 0
            )
            _quiz(draft, fence, tokens[at + 1 : end], page)
            at = end
        elif fence and token.type == "directive" and fence.name in KINDS:
            _flush(draft, run, env)
            question = _question(draft, fence, "", page)
            draft.parts += [{"item": question.written.id}] if question else []
        elif fence and token.type == "directive" and fence.name == "task":
            _flush(draft, run, env)
            _task(draft, fence, page)
        else:
            run.append(token)
        at += 1
    _flush(draft, run, env)
    return draft


def _flush(draft: Draft, run: list[Token], env: dict[str, Any]) -> None:
    if run and (html := html_of(run, env)):
        draft.parts.append({"html": html})
    run.clear()


def _question(draft: Draft, fence: Fence, quiz: str, page: Page) -> Question | None:
    """Read a question and note it; None when it has no usable id."""
    directives.check(page, fence, set(fence.options))
    if not SLUG.fullmatch(fence.argument) or len(fence.argument) > LONGEST_ID:
        page.complain("question-id", fence.line, kind=fence.name, id=fence.argument[:LONGEST_ID])
        return None
    rows, table, mistakes = questions.read_all(fence)
    for name, line, values in mistakes:
        page.complain(name, line, **values)
    if table and not KINDS[fence.name].marked:
        page.complain("variants-unmarked", fence.line, kind=fence.name)
    varied = tuple(rows) if table else ()
    draft.questions.append(Question(rows[0], quiz, fence.line + page.shift, varied, table))
    return draft.questions[-1]


def _task(draft: Draft, fence: Fence, page: Page) -> None:
    if compiled := compile_task(fence, page):
        draft.tasks.append(compiled[0])
        draft.parts.append(compiled[1])


def _quiz(draft: Draft, fence: Fence, inside: list[Token], page: Page) -> None:
    """Read a quiz and note it, with its questions."""
    name = quizzes.name_of(fence)

    def ask(one: Fence) -> str:
        question = _question(draft, one, name or "-", page)
        return question.written.id if question else ""

    quiz = quizzes.read(fence, inside, page, ask)
    if name:
        draft.quizzes.append(quiz)
        draft.parts.append(quiz.part)

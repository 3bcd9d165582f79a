"""One step in one language: its parts in order, and the questions and quizzes that stand in it."""

from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from takwin.content.compiler import directives
from takwin.content.compiler.page import Page
from takwin.content.compiler.render import html_of, tokens_of
from takwin.content.source import questions
from takwin.content.source.fences import Fence
from takwin.content.source.fields import LONGEST_ID, SLUG
from takwin.items import options
from takwin.items.item import Written
from takwin.items.shelf import KINDS

FEEDBACK = ("attempt", "last", "never")
Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """A question where it stands. `quiz` is the id of its quiz, "" in practice; `line` counts from 1 in the file."""

    written: Written
    quiz: str
    line: int


@dataclass(frozen=True, slots=True)
class Quiz:
    """A set of questions. `attempts` None means as many as one likes."""

    id: str
    title: str
    attempts: int | None
    feedback: str
    items: tuple[str, ...]
    line: int


@dataclass(slots=True)
class Draft:
    """A step while it is read."""

    parts: list[Part] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    quizzes: list[Quiz] = field(default_factory=list)


def compile_step(body: str, page: Page) -> Draft:
    """The parts of a step: HTML, questions, quizzes."""
    tokens, env = tokens_of(body, page)
    draft, run, at = Draft(), list[Token](), 0
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
    written, mistakes = questions.read(fence)
    for name, line, values in mistakes:
        page.complain(name, line, **values)
    draft.questions.append(Question(written, quiz, fence.line + page.shift))
    return draft.questions[-1]


def _quiz(draft: Draft, fence: Fence, inside: list[Token], page: Page) -> None:
    """Read a quiz: nothing but questions."""
    directives.check(page, fence)
    name = fence.argument if SLUG.fullmatch(fence.argument) and len(fence.argument) <= LONGEST_ID else ""
    if not name:
        page.complain("quiz-id", fence.line, id=fence.argument[:LONGEST_ID])
    found: list[Question | None] = []
    for token in inside:
        one: Fence | None = token.meta.get("fence")
        if token.type == "directive" and token.level == 1 and one and one.name in KINDS:
            if not KINDS[one.name].marked:
                page.complain("quiz-unmarked", one.line, kind=one.name, id=one.argument)
            found.append(_question(draft, one, name or "-", page))
        elif token.level == 1 and token.nesting >= 0:
            page.complain("quiz-text", (token.map or [fence.line])[0])
    items = tuple(one.written.id for one in found if one)
    if not found:
        page.complain("quiz-empty", fence.line, id=name)
    title, feedback = fence.options.get("title", ""), fence.options.get("feedback", "attempt")
    if feedback not in FEEDBACK:
        page.complain("option-value", fence.line, option="feedback", value=feedback)
    if name:
        draft.quizzes.append(Quiz(name, title, _attempts(fence, page), feedback, items, fence.line + page.shift))
        draft.parts.append({"quiz": name, "title": title, "items": list(items)})


def _attempts(fence: Fence, page: Page) -> int | None:
    try:
        return options.attempts(fence.options, 1)
    except ValueError:
        page.complain("option-value", fence.line, option="attempts", value=fence.options["attempts"])
        return 1

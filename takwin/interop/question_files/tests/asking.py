"""What tests of question files need: questions to write, courses to put them in, and when two questions say the same."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from takwin.content.compiler import compile as compile_course
from takwin.content.source.course import Course, Module, Step, StepText
from takwin.content.source.problems import Problem, errors
from takwin.interop.question_file import Entry, QuestionFile
from takwin.interop.questions import laying_out
from takwin.interop.questions.html import Target, as_html
from takwin.interop.questions.numeric_out import numbers
from takwin.items import shelf
from takwin.items.item import Written
from takwin.items.options import MAP, MATCH

EXAMPLES = sorted((Path(shelf.__file__).parent / "kinds").glob("*/examples/*.md"))
_AROUND = re.compile(r"\s*(</?(?:p|li|ul|ol|td|tr|th|thead|tbody|table|pre|blockquote|br|hr|h\d)\b[^>]*>)\s*")


def step(body: str, language: str = "en") -> list[Written]:
    """The questions of a text."""
    return [one.written for one in laying_out.read("m", "s", language, StepText("S", 1, body)).questions]


def examples() -> list[Written]:
    """The examples of every kind, each under an id of its own."""
    found = [(path, one) for path in EXAMPLES for one in step(path.read_text("utf-8"))]
    return [replace(one, id=f"{one.kind}-{path.name.removesuffix('.md').replace('.', '-')}") for path, one in found]


def course(body: str) -> Course:
    """A course of one step."""
    said = {"en": "x"}
    module = Module("m", said, (Step("s", {"en": StepText("S", 10, body)}),))
    return Course("c", ("en",), said, said, said, said, said, Decimal(1), "CC0-1.0", ("A",), (module,))


def problems(found: QuestionFile, quiz: str = "") -> list[Problem]:
    """The errors of a course that holds the questions. Fails when the right answer to one does not earn all its points."""
    made = compile_course(course(laying_out.body(found.entries, quiz)), found.media)
    for name, item in made.items.items():
        told = made.outline["items"][name]
        book = shelf.kind(told["kind"])
        for key in item.key["en"].get("variants", [item.key["en"]]):
            earned = book.score(key, book.solution(key), told["points"]).mark
            assert earned == (told["points"] if book.marked else 0), name
    assert len(made.items) == len(found.questions)
    return errors(list(made.problems))


def entries(questions: Iterable[Written]) -> tuple[Entry, ...]:
    """Questions as a file gives them."""
    return tuple(Entry(one) for one in questions)


def said(text: str) -> str:
    """What a text says, however it is written."""
    html = as_html(text, Target(lambda path: path, lambda _: None))
    return _AROUND.sub(r"\1", re.sub(r"\s+", " ", html)).strip()


def meaning(written: Written) -> dict[str, Any]:
    """A question without the choices of its writer: texts by what they say, options by what they do."""
    usual = {
        "points": "1",
        "scoring": MAP if written.kind in {"matching", "ordering"} else MATCH,
        "strict": "no",
        "shuffle": "yes",
    }
    told = {name: value for name, value in written.options.items() if usual.get(name) != value}
    if written.gaps and all(one.drop_down for one in written.gaps):
        told.pop("strict", None)
    if written.gaps and not any(one.drop_down for one in written.gaps):
        told.pop("shuffle", None)
    if written.kind == "file-answer":
        told = {"types": "pdf, odt, docx, jpg, jpeg, png", "size": "5", **told}
    if written.kind == "numeric":
        told |= dict(zip(("answer", "tolerance", "units"), map(str, numbers(written)), strict=True))
    return {
        "id": written.id,
        "kind": written.kind,
        "prompt": said(written.prompt),
        "options": {name: value for name, value in told.items() if value not in {"0", "{}"}},
        "choices": [(_choice(written, one.text), one.right, said(one.feedback)) for one in written.choices],
        "gaps": [(one.drop_down, [(a.text, a.weight, said(a.feedback)) for a in one.answers]) for one in written.gaps],
        "lines": list(dict.fromkeys((said(one.text), one.match, said(one.feedback)) for one in written.lines)),
        "guide": said(written.guide),
        "hints": [said(one) for one in written.hints],
        "feedback": {when: said(text) for when, text in written.feedback.items() if text},
    }


def _choice(written: Written, text: str) -> str:
    return re.sub(r"\\([^*])", r"\1", text) if written.kind == "short-text" else said(text)


def reasons(found: QuestionFile) -> list[str]:
    """What was told as lost."""
    return [str(loss.reason) for loss in found.losses]


def wrong(found: QuestionFile) -> list[tuple[int, str]]:
    """What was refused: (line, sentence)."""
    return [(one.line, str(one.sentence)) for one in found.refusals]


def alone(found: QuestionFile) -> Written:
    """The only question."""
    assert not found.refusals, wrong(found)
    assert len(found.questions) == 1, reasons(found)
    return found.questions[0]

"""What is assessed, and whether anybody could learn it in the course and from the answer."""

from collections.abc import Iterable, Iterator

from takwin.content.compiler.compiled import Compiled
from takwin.content.compiler.quizzes import Quiz
from takwin.content.compiler.steps import Question
from takwin.content.release import practised
from takwin.content.review.texts import Text, of_step, steps, words
from takwin.content.source.course import Course, Module
from takwin.content.source.problems import Problem, problem
from takwin.frameworks.alignment import is_value, known, names
from takwin.items.checks import has_feedback
from takwin.items.item import Written
from takwin.items.shelf import KINDS

CONTENT = 50
"""Words of text that make a step one of content."""


def findings(course: Course, compiled: Compiled) -> Iterable[Problem]:
    """All of them."""
    if not course.completion.mark and any(one["graded"] for one in compiled.outline["items"].values()):
        yield problem("completion-markless", "course.yaml", course.lines.get("completion", 1))
    for texts in steps(course, compiled):
        for text in texts:
            yield from _feedback(text)
    for module in course.modules:
        yield from _module(course, compiled, module)


def _feedback(text: Text) -> Iterator[Problem]:
    for question in text.draft.questions:
        written = question.written
        if written.kind in KINDS and KINDS[written.kind].marked and has_feedback(written) and not tells_wrong(written):
            yield problem("feedback-wrong-missing", text.file, question.line, id=written.id)


def tells_wrong(written: Written) -> bool:
    """Whether some wrong answer gets words back."""
    on_gaps = any(answer.feedback and answer.weight < 100 for gap in written.gaps for answer in gap.answers)
    on_choices = any(one.feedback and not one.right for one in written.choices)
    on_lines = any(one.feedback for one in written.lines)
    return on_gaps or on_choices or on_lines or any(written.feedback.get(when) for when in ("always", "wrong"))


def _module(course: Course, compiled: Compiled, module: Module) -> Iterator[Problem]:
    """The quizzes of a module, seen with its content."""
    found = [texts[0] for step in module.steps if (texts := of_step(course, compiled, module, step.id))]
    taught = any(_is_content(text) for text in found)
    for text in found:
        for quiz in text.draft.quizzes:
            asked = [one for one in text.draft.questions if one.quiz == quiz.id]
            yield from _quiz(compiled, text, quiz, asked, taught)


def _quiz(compiled: Compiled, text: Text, quiz: Quiz, asked: list[Question], taught: bool) -> Iterator[Problem]:
    aligned = [code for one in asked for code in names(one.written.options.get("aligned", "")) if known(code)]
    for question in asked:
        for code in names(question.written.options.get("aligned", "")):
            if known(code) and not is_value(code) and not practised(compiled.outline, code):
                yield problem("assessed-unpractised", text.file, question.line, id=question.written.id, code=code)
    if not taught and not any(practised(compiled.outline, code) for code in aligned):
        yield problem("assessment-unlinked", text.file, quiz.line, id=quiz.id)


def _is_content(text: Text) -> bool:
    """Something to learn from: enough words, a picture, a film, a task, or a file to take."""
    facts = text.facts
    count = sum(len(words(one.text)) for one in facts.paragraphs)
    return count >= CONTENT or bool(facts.pictures or facts.films or text.draft.tasks or "download" in facts.kinds)

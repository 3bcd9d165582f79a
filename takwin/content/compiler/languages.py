"""Whether all languages of a step hold the same questions: same ids in the same order, same quizzes, same structure."""

from collections.abc import Mapping
from typing import Any

from takwin.content.compiler.page import Page
from takwin.content.compiler.quizzes import Quiz
from takwin.content.compiler.steps import Draft, Question
from takwin.content.source.problems import Problem, problem

Drafted = Mapping[str, tuple[Draft, Page]]
"""The languages of one step, the original first."""


def compare(drafted: Drafted, structures: Mapping[tuple[str, str], Any]) -> None:
    """Complain on the pages of the other languages. `structures` holds what a question must keep, by (language, id)."""
    (original, (draft, _)), *others = drafted.items()
    for language, (other, page) in others:
        _same_ids(draft, other, page, original)
        _same_quizzes(draft.quizzes, other.quizzes, page, original)
        for question in other.questions:
            here, there = (
                structures.get((language, question.written.id)),
                structures.get((original, question.written.id)),
            )
            if here is not None and there is not None and here != there:
                page.problems.append(_at(page, question, "question-differs", original, what=_difference(here, there)))


def _same_ids(draft: Draft, other: Draft, page: Page, original: str) -> None:
    ours = [one.written.id for one in other.questions]
    theirs = [one.written.id for one in draft.questions]
    for missing in (one for one in theirs if one not in ours):
        page.complain_of("", "question-absent", id=missing, language=original)
    for question in other.questions:
        if question.written.id not in theirs:
            page.problems.append(_at(page, question, "question-extra", original))
    if ours != theirs and sorted(ours) == sorted(theirs):
        page.complain_of("", "question-order", language=original)


def _same_quizzes(theirs: list[Quiz], ours: list[Quiz], page: Page, original: str) -> None:
    known = {one.id: one for one in theirs}
    for quiz in ours:
        other = known.get(quiz.id)
        if other is None or quiz.shape != other.shape:
            page.complain("quiz-differs", quiz.line - page.shift, id=quiz.id, language=original)
    for missing in known.keys() - {one.id for one in ours}:
        page.complain_of("", "quiz-absent", id=missing, language=original)


def _difference(here: Mapping[str, Any], there: Mapping[str, Any]) -> list[str]:
    return sorted(name for name in {*here, *there} if here.get(name) != there.get(name))


def _at(page: Page, question: Question, name: str, language: str, **values: Any) -> Problem:
    return problem(name, page.file, question.line, id=question.written.id, language=language, **values)

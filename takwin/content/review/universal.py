"""Universal design for learning (CAST, guidelines 3.0): several means of access, of expression, an example, a choice. Advice only, module by
module: what is counted is a sign, not a proof."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from takwin.content.compiler.compiled import Compiled
from takwin.content.review.texts import Text, of_step, words
from takwin.content.source.course import Course
from takwin.content.source.problems import Problem, about, problem
from takwin.items.shelf import KINDS

LEAST_WORDS = 300
"""A module with less to read is too small to ask this of it."""
LEAST_QUESTIONS = 3
EXAMPLE = re.compile(
    r"\b(exemples?|p\. ex\.|cas|étude de cas|récit|imaginez|examples?|e\.g\.|for instance|case|story|imagine)\b|مثال|مثلا|أمثلة|حالة|حكاية|تخيل",
    re.IGNORECASE,
)
SAID = re.compile(r"^\s*(—|–|- [«“])|«|“|\d\. \w+ \d|:\s*$", re.MULTILINE)
"""Somebody speaks: a scene is an example."""


def findings(course: Course, compiled: Compiled) -> Iterable[Problem]:
    """Advice on each module, told of the original language."""
    for module in course.modules:
        texts = [found[0] for step in module.steps if (found := of_step(course, compiled, module, step.id))]
        for name in _names(texts):
            line = course.lines.get(f"/{module.id}", 1)
            yield about(module.id, problem(name, "course.yaml", line, module=module.id))


def _names(texts: list[Text]) -> Iterator[str]:
    read = sum(len(words(one.text)) for text in texts for one in text.facts.paragraphs)
    kinds = set(chain.from_iterable(text.facts.kinds for text in texts))
    films = any(text.facts.films for text in texts)
    pictures = any(text.facts.pictures for text in texts)
    tasks = any(text.draft.tasks for text in texts)
    if read >= LEAST_WORDS and not (films or pictures or kinds & {"table", "download"}):
        yield "access-text-only"
    if films and read < 50 and not any(one.options.get("transcript") for text in texts for one in text.facts.films):
        yield "access-film-only"
    if _only_choices(texts) and not tasks:
        yield "expression-single"
    if read >= LEAST_WORDS and not _has_example(texts):
        yield "example-none"
    if read >= LEAST_WORDS and not (tasks or kinds & {"dropdown", "download", "link"} or _offers(texts)):
        yield "choice-none"


def _only_choices(texts: list[Text]) -> bool:
    """All of at least three questions are ticked, none is typed, ordered, matched or pointed at."""
    asked = [one.written.kind for text in texts for one in text.draft.questions if one.written.kind in KINDS]
    return len(asked) >= LEAST_QUESTIONS and all(KINDS[one].shape == "choice" for one in asked)


def _has_example(texts: list[Text]) -> bool:
    said = [one.text for text in texts for one in text.facts.paragraphs]
    return any(EXAMPLE.search(one) or SAID.search(one) for one in said) or any(text.facts.pictures for text in texts)


def _offers(texts: list[Text]) -> bool:
    """Something one may do or leave: a question of practice, a link, a film."""
    return any(
        text.facts.links or text.facts.films or any(not one.quiz for one in text.draft.questions) for text in texts
    )

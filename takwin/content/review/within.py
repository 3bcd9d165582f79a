"""Pictures inside questions and tasks, with their alternative texts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from takwin.content.compiler import facts
from takwin.content.compiler.facts import Picture
from takwin.content.review.texts import Text
from takwin.content.source.markdown import parse
from takwin.items.item import Written
from takwin.scenarios.task import Task

SIGNS = "![", "{figure}"
"""What a text with a picture holds."""


def pictures(text: Text) -> Iterator[Picture]:
    """All pictures of a step in one language: its own, then those of its questions and tasks, told on the line of the question or task."""
    yield from text.facts.pictures
    for question in text.draft.questions:
        yield from _found((one for row in question.all for one in _asked(row)), question.line)
    for placed in text.draft.tasks:
        yield from _found(_told(placed.task), placed.line)


def _found(texts: Iterable[str], line: int) -> Iterator[Picture]:
    for one in dict.fromkeys(texts):
        if any(sign in one for sign in SIGNS):
            yield from (replace(picture, line=line) for picture in facts.of(parse(one), 0).pictures)


def _asked(written: Written) -> list[str]:
    """All texts of a question in Markdown, the picture that its options name among them."""
    seen = list[str]()

    def keep(text: str) -> str:
        seen.append(text)
        return text

    written.rendered(keep)
    return seen


def _told(task: Task) -> Iterator[str]:
    yield from task.texts.values()
    for criterion in task.criteria:
        yield from (criterion.text, *(level.text for level in criterion.levels))
    if task.communication:
        yield task.communication.how

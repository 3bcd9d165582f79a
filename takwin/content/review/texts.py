"""The steps of a course as the review reads them: each in each language, with what was found while it was compiled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from takwin.content.compiler.compiled import Compiled
from takwin.content.compiler.facts import Facts
from takwin.content.compiler.steps import Draft
from takwin.content.source.course import Course, Module, StepText, step_file
from takwin.items.item import Written

MARKS = re.compile("[\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
"""Arabic vowel marks and the letter that only stretches a word."""
WORD = re.compile(r"\w")
"""What a word has at least one of, signs apart."""
CODE = re.compile(r"\{[a-z]+\}`[^`]*`|`[^`]*`|\$[^$]*\$|\]\([^)]*\)|^:.*$", re.MULTILINE)
"""What a question's Markdown holds beside its words."""


@dataclass(frozen=True, slots=True)
class Text:
    """A step in one language. `key` is "module/step"."""

    key: str
    language: str
    file: str
    said: StepText
    draft: Draft

    @property
    def facts(self) -> Facts:
        """What its text is made of, questions and tasks apart."""
        return self.draft.facts


def of_step(course: Course, compiled: Compiled, module: Module, step: str) -> list[Text]:
    """A step in its languages, the original first."""
    key = f"{module.id}/{step}"
    said = next(one for one in module.steps if one.id == step).texts
    return [
        Text(key, language, step_file(module.id, step, language), said[language], draft)
        for language, (draft, _) in compiled.drafted.get(key, {}).items()
    ]


def steps(course: Course, compiled: Compiled) -> Iterator[list[Text]]:
    """Every step in its languages, in the order of the course."""
    for module in course.modules:
        for step in module.steps:
            if found := of_step(course, compiled, module, step.id):
                yield found


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, as they are told apart by white space; without vowel marks. Several subjects count the same ones."""
    return tuple(filter(WORD.search, MARKS.sub("", text).split()))


def asked(written: Written) -> str:
    """All that a question makes one read before it is answered, without its signs."""
    lines = [*(one.text for one in written.choices), *(f"{one.text} {one.match}" for one in written.lines)]
    return CODE.sub(" ", "\n".join([written.prompt, *lines]))

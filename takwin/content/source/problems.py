"""What can be wrong with a course source. Every problem has a stable name, told in `docs/reference/problems.md`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from takwin.content.source.catalogue import CATALOGUE
from takwin.lib.text import Sentence

TEXT_FILE = re.compile(r"\.[A-Za-z-]+\.md$")
"""The end of a step's file: its language."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding: something wrong ("error": nothing is published), weak ("warning"), or worth a thought ("advice"). `line` counts from 1;
    `file` is seen from the course folder; `accepted` is the reason for which the course team lets it stand."""

    level: str
    name: str
    file: str
    line: int
    sentence: Sentence
    try_this: Sentence
    at: str = ""
    accepted: str = ""

    @property
    def place(self) -> str:
        """What it is about, in all languages at once: a module, a step ("module/step") or a file."""
        return self.at or TEXT_FILE.sub("", self.file)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.level}: {self.sentence} {self.try_this} [{self.name}]"


def problem(name: str, file: str, line: int, /, **values: Any) -> Problem:
    """The problem of this name; `values` fill its sentences. KeyError for a name that is not in the catalogue."""
    level, sentence, try_this = CATALOGUE[name]
    return Problem(level, name, file, line, Sentence(sentence, values), Sentence(try_this, values))


def about(at: str, found: Problem) -> Problem:
    """The same problem, said of a module, where its file is `course.yaml`."""
    return replace(found, at=at)


def errors(problems: list[Problem]) -> list[Problem]:
    """Those that stop publishing."""
    return [one for one in problems if one.level == "error"]


def at_level(problems: Iterable[Problem], level: str) -> list[Problem]:
    """Those of one level."""
    return [one for one in problems if one.level == level]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Findings by file and line, each once."""
    once = {(one.file, one.line, one.name, str(one.sentence)): one for one in reversed(list(problems))}
    return [once[key] for key in sorted(once)]

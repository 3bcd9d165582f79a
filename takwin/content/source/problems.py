"""What can be wrong with a course source. Every problem has a stable name, told in `docs/reference/problems.md`."""

from dataclasses import dataclass
from typing import Any

from takwin.content.source.catalogue import CATALOGUE
from takwin.lib.text import Sentence


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong ("error": nothing is published) or weak ("warning"). `line` counts from 1; `file` is seen from the course folder."""

    level: str
    name: str
    file: str
    line: int
    sentence: Sentence
    try_this: Sentence

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.level}: {self.sentence} {self.try_this} [{self.name}]"


def problem(name: str, file: str, line: int, /, **values: Any) -> Problem:
    """The problem of this name; `values` fill its sentences. KeyError for a name that is not in the catalogue."""
    level, sentence, try_this = CATALOGUE[name]
    return Problem(level, name, file, line, Sentence(sentence, values), Sentence(try_this, values))


def errors(problems: list[Problem]) -> list[Problem]:
    """Those that stop publishing."""
    return [one for one in problems if one.level == "error"]


def in_order(problems: list[Problem]) -> list[Problem]:
    """Errors and warnings by file and line, each once."""
    once = {(one.file, one.line, one.name, str(one.sentence)): one for one in reversed(problems)}
    return [once[key] for key in sorted(once)]

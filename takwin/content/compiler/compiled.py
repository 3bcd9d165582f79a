"""What the compiler makes of a course: all that a release holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from takwin.content.compiler.languages import Drafted
from takwin.content.compiler.media import Medium
from takwin.content.source.problems import Problem

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CompiledItem:
    """A question. `public` and `key` hold one JSON per language, `hints` a list of HTML per language. A `sealed` key (graded
    question) never leaves the server; a practice key may. Of a question that varies they hold one of each for every row."""

    public: Mapping[str, Json]
    key: Mapping[str, Json]
    hints: Mapping[str, list[str] | list[list[str]]]
    sealed: bool


@dataclass(frozen=True, slots=True)
class Compiled:
    """A course, compiled. `digest` names its canonical source and original media; `pages` go by (step, language) and are lists of
    parts: {"html"}, {"item"}, {"quiz", "title", "items"} or {"task", "title", "minutes", "parts"}; `media` are the files in use by path, derived ones included."""

    digest: str
    canonical: Json
    outline: Json
    pages: Mapping[tuple[str, str], list[Json]]
    items: Mapping[str, CompiledItem]
    media: Mapping[str, Medium]
    problems: tuple[Problem, ...]
    drafted: Mapping[str, Drafted] = field(default_factory=dict, repr=False)
    """What each step was made from, by its key and language: for the review."""

"""A course as its author thinks of it: what it is, its modules, its steps and their texts in every language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from takwin.scenarios.communication import Communication
from takwin.scenarios.supervision import Supervision

Texts = Mapping[str, str]
"""One text per language."""
Media = Mapping[str, Path | bytes]
"""The files beside the texts, by their path from the course folder: "media/grid.svg"."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What completes a course, in whole percent: the share of steps done, of graded points and of tasks declared done. 0 asks
    nothing."""

    steps: int = 100
    mark: int = 0
    tasks: int = 0


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that the course team has looked at and lets stand, with its reason. `at` says where: "" anywhere, a module, a step
    ("module/step") or a file."""

    finding: str
    at: str
    reason: str
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class StepText:
    """A step in one language. `body` is Markdown with "\\n" line ends and no blank lines around it; `minutes` is the time it asks."""

    title: str
    minutes: int
    body: str
    line: int = field(default=1, compare=False)
    """Where the body begins in its file."""


@dataclass(frozen=True, slots=True)
class Step:
    """A page of a module. `aligned` names what it practises: items of frameworks."""

    id: str
    texts: Mapping[str, StepText]
    aligned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Module:
    """Steps that belong together. `communication` tells by language how people work together on it as a whole; empty where only its
    tasks do."""

    id: str
    title: Texts
    steps: tuple[Step, ...]
    communication: Mapping[str, Communication] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Course:
    """All that `course.yaml` and the step files say. `languages` begins with the original; `hours` is the announced workload."""

    id: str
    languages: tuple[str, ...]
    title: Texts
    summary: Texts
    description: Texts
    audience: Texts
    prerequisites: Texts
    hours: Decimal
    licence: str
    authors: tuple[str, ...]
    modules: tuple[Module, ...]
    image: str = ""
    competencies: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    completion: Completion = Completion()
    supervision: Supervision | None = None
    """Who looks after the learners, and how; None where the course does not say."""
    accepted: tuple[Accepted, ...] = ()
    """A note of the team to itself: no part of what a release is named by."""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Where each field stands in `course.yaml`, and each module under its id after a slash ("/why")."""


def step_file(module: str, step: str, language: str) -> str:
    """Where the text of a step lies in the course folder."""
    return f"{module}/{step}.{language}.md"

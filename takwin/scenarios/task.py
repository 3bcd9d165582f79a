"""A task: a realistic activity that ends in a product (Mangenot and Louveau 2006, pp. 48-49), as its author describes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from takwin.scenarios import rubric
from takwin.scenarios.communication import Communication
from takwin.scenarios.complaints import Complaint
from takwin.scenarios.rubric import Criterion

Json = dict[str, Any]
PROSE = (
    "context",
    "purpose",
    "audience",
    "product",
    "resources",
    "instructions",
    "steps",
    "aids",
    "feedback",
    "at-scale",
)
"""The parts that are text."""
PARTS = (
    "context", "purpose", "audience", "product", "resources", "instructions", "steps", "criteria", "communication", "aids",
    "feedback", "at-scale",
)  # fmt: skip
"""All parts, in the order in which they are shown."""
WEAK = ("product", "criteria", "feedback", "aids", "at-scale")
"""What a task should not lack, besides a communication scenario, of its own or of its module. Correction, aids, evaluation and the communication scenario are where courses for many people are
weak (Chotel 2017); the last line says how all this works with thousands."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task in one language. `texts` holds its parts in prose, as Markdown without white space at their ends; `steps` counts the
    items of the numbered list; `minutes` is None where the author does not say."""

    id: str
    title: str
    minutes: int | None = None
    aligned: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    steps: int = 0
    criteria: tuple[Criterion, ...] = ()
    communication: Communication | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts it has, in order."""
        own = {"criteria": bool(self.criteria), "communication": self.communication is not None}
        return tuple(name for name in PARTS if self.texts.get(name) or own.get(name))

    @property
    def degree(self) -> str:
        """How closely people work together on it, "" where they do not."""
        return self.communication.degree if self.communication else ""


def check(task: Task) -> Iterator[Complaint]:
    """What is wrong or weak in one language of a task."""
    if not task.title:
        yield Complaint("task-title", {"id": task.id})
    yield from rubric.check(task.criteria)
    if task.minutes is None:
        yield Complaint("task-without-time", {"id": task.id})
    if not {"instructions", "steps"} & set(task.parts):
        yield Complaint("task-without-instructions", {"id": task.id})
    for part in WEAK:
        if part not in task.parts:
            yield Complaint(f"task-without-{part}", {"id": task.id})
    if task.communication and task.communication.unsaid:
        yield Complaint("communication-vague", {"unsaid": list(task.communication.unsaid)})


def structure(task: Task) -> Json:
    """What a task has in every language."""
    return {
        "minutes": task.minutes,
        "aligned": list(task.aligned),
        "parts": list(task.parts),
        "steps": task.steps,
        "degree": task.degree,
        "criteria": rubric.structure(task.criteria),
    }

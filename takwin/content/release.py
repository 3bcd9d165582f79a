"""The outline of a release as others read it: JSON with these keys. Points and marks in hundredths; texts by language."""

from typing import TypedDict

Texts = dict[str, str]


class Completion(TypedDict):
    """What completes the course, in percent."""

    steps: int
    mark: int


class StepOutline(TypedDict):
    """A step: its key "module/step", its title and minutes by language, the ids of its questions and quizzes in order."""

    id: str
    title: Texts
    minutes: dict[str, int]
    items: list[str]
    quizzes: list[str]


class ModuleOutline(TypedDict):
    """A module and its steps."""

    id: str
    title: Texts
    steps: list[StepOutline]


class QuizOutline(TypedDict):
    """A quiz. `attempts` None: any number. `feedback`: "attempt", "last" or "never"."""

    step: str
    title: Texts
    attempts: int | None
    feedback: str
    items: list[str]


class ItemOutline(TypedDict):
    """A question. `asked` changes when what is shown changes, `key` when what decides the mark does (12 hexadecimal digits each)."""

    kind: str
    step: str
    quiz: str | None
    points: int
    attempts: int | None
    graded: bool
    hints: int
    asked: str
    key: str


class Outline(TypedDict):
    """All of it. `hours` is a decimal as text; `image` an address or ""."""

    course: str
    languages: list[str]
    title: Texts
    summary: Texts
    description_html: Texts
    audience: Texts
    prerequisites: Texts
    hours: str
    licence: str
    authors: list[str]
    image: str
    competencies: list[str]
    values: list[str]
    completion: Completion
    modules: list[ModuleOutline]
    quizzes: dict[str, QuizOutline]
    items: dict[str, ItemOutline]


def items_in_order(outline: Outline) -> list[str]:
    """The questions as a reader meets them. (A database need not keep the order of a JSON object.)"""
    return [item for module in outline["modules"] for step in module["steps"] for item in step["items"]]

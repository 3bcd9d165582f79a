"""The outline of a release as others read it: JSON with these keys. Points and marks in hundredths; texts by language."""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from takwin.frameworks.alignment import covers, is_value

Texts = dict[str, str]


class Completion(TypedDict):
    """What completes the course, in percent."""

    steps: int
    mark: int
    tasks: NotRequired[int]


class StepOutline(TypedDict):
    """A step: its key "module/step", its title and minutes by language, the ids of its questions and quizzes in order."""

    id: str
    title: Texts
    minutes: dict[str, int]
    items: list[str]
    quizzes: list[str]
    aligned: NotRequired[list[str]]


class ModuleOutline(TypedDict):
    """A module and its steps. `communication` (by language: degree, who, about, tool, when, how; plain text) tells how people work
    together on it as a whole."""

    id: str
    title: Texts
    steps: list[StepOutline]
    communication: NotRequired[dict[str, dict[str, str]]]


class PoolOutline(TypedDict):
    """Questions of a quiz of which each person is asked `pick`: the same at every attempt, or others where it is `fresh`. All have the
    same points and attempts."""

    id: str
    pick: int
    fresh: bool
    items: list[str]


class QuizOutline(TypedDict):
    """A quiz. `attempts` None: any number. `feedback`: "attempt", "last" or "never". `confidence`: it asks how sure one is.
    `minutes`: the time one has once it is begun; `late` "counts": answers that come later count."""

    step: str
    title: Texts
    attempts: int | None
    feedback: str
    items: list[str]
    pools: NotRequired[list[PoolOutline]]
    confidence: NotRequired[bool]
    minutes: NotRequired[int]
    late: NotRequired[str]


class ItemOutline(TypedDict):
    """A question. `asked` changes when what is shown changes, `key` when what decides the mark does (12 hexadecimal digits each). Of one
    that varies `variants` is the number of rows; `fresh`: another one at each attempt."""

    kind: str
    step: str
    quiz: str | None
    points: int
    attempts: int | None
    graded: bool
    hints: int
    asked: str
    key: str
    variants: NotRequired[int]
    fresh: NotRequired[bool]
    aligned: NotRequired[list[str]]


class TaskOutline(TypedDict):
    """A task: its step, its title by language, what it asks for and which parts it has (`scenarios.task`). `minutes` may be None,
    `degree` ""; `criteria` tells of each criterion the points of its levels, None where they have none."""

    step: str
    title: Texts
    minutes: int | None
    aligned: list[str]
    parts: list[str]
    steps: int
    degree: str
    criteria: list[list[int | None]]


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
    policies: NotRequired[list[str]]
    tasks: NotRequired[dict[str, TaskOutline]]
    supervision: NotRequired[dict[str, Any]]
    """What `scenarios.supervision.of_json` reads."""
    completion: Completion
    modules: list[ModuleOutline]
    quizzes: dict[str, QuizOutline]
    items: dict[str, ItemOutline]


def items_in_order(outline: Outline) -> list[str]:
    """The questions as a reader meets them. (A database need not keep the order of a JSON object.)"""
    return [item for module in outline["modules"] for step in module["steps"] for item in step["items"]]


def resources(outline: Mapping[str, Any]) -> list[str]:
    """The modules that are resources: to read and to practise with, without a task that ends in a product and a communication
    scenario, of the task or of the module (Mangenot's design check)."""
    return [module["id"] for module in outline["modules"] if not _is_scenario(module, outline)]


def _is_scenario(module: Mapping[str, Any], outline: Mapping[str, Any]) -> bool:
    steps = {step["id"] for step in module["steps"]}
    tasks = [one for one in outline.get("tasks", {}).values() if one["step"] in steps and "product" in one["parts"]]
    return any("communication" in module or "communication" in one["parts"] for one in tasks)


def practised(outline: Mapping[str, Any], claim: str) -> list[str]:
    """The steps that work on a claimed item: aligned with it themselves, by a task, or by a question that is not graded. A value
    is never graded: any question aligned with one practises it."""
    return _steps(outline, claim, graded=is_value(claim), ungraded=True, whole=True)


def assessed(outline: Mapping[str, Any], claim: str) -> list[str]:
    """The steps whose graded questions are aligned with a claimed item; none for a value."""
    return [] if is_value(claim) else _steps(outline, claim, graded=True, ungraded=False, whole=False)


def _steps(outline: Mapping[str, Any], claim: str, *, graded: bool, ungraded: bool, whole: bool) -> list[str]:
    """Steps aligned with the claim: by themselves or a task where `whole`, or by questions of the kinds asked for."""
    items = outline["items"].values()
    found = {one["step"] for one in items if (graded if one["graded"] else ungraded) and _on(one, claim)}
    if whole:
        found |= {one["step"] for one in outline.get("tasks", {}).values() if _on(one, claim)}
    steps = [step for module in outline["modules"] for step in module["steps"]]
    return [step["id"] for step in steps if step["id"] in found or (whole and _on(step, claim))]


def _on(one: Mapping[str, Any], claim: str) -> bool:
    return any(covers(claim, aligned) for aligned in one.get("aligned", ()))

"""What a course source says besides all that is compared by name, so that no change stays unseen when the format grows."""

from collections.abc import Iterator
from typing import Any

import yaml

from takwin.content.compare.paragraphs import Paragraph, changed, paragraphs
from takwin.content.source.course import Course
from takwin.content.source.writer import texts

COURSE = "course.yaml"
BY_NAME = frozenset(
    {"takwin", "id", "languages", "title", "summary", "description", "audience", "prerequisites", "hours", "licence"}
    | {"authors", "image", "competencies", "values", "policies", "completion"}
)
IN_MODULE, IN_STEP, IN_FRONT = {"title", "steps"}, {"aligned"}, {"title", "minutes"}


def rest(before: Course, after: Course) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """(file, lines) of what changed and has no name of its own."""
    old, new = _said(before), _said(after)
    for file in sorted({*old, *new}):
        found = paragraphs(old.get(file, ()), new.get(file, ()))
        if changed(found):
            yield file, found


def _said(course: Course) -> dict[str, list[str]]:
    steps = {f"{module.id}/{step.id}" for module in course.modules for step in module.steps}
    return {name: _lines(name, text, steps) for name, text in texts(course).items()}


def _lines(name: str, text: str, steps: set[str]) -> list[str]:
    if name == COURSE:
        return _yaml(_besides(yaml.safe_load(text)))
    if name.rsplit(".", 2)[0] in steps:
        front = yaml.safe_load(text.split("---\n", 2)[1]) or {}
        return _yaml({key: value for key, value in front.items() if key not in IN_FRONT})
    return text.split("\n")


def _besides(said: dict[str, Any]) -> dict[str, Any]:
    """course.yaml without what is compared by name; a module or step of which nothing is left but its id goes too."""
    found = {key: value for key, value in said.items() if key not in BY_NAME | {"modules"}}
    modules = [one for module in said.get("modules", []) if len(one := _module(module)) > 1]
    return found | ({"modules": modules} if modules else {})


def _module(module: dict[str, Any]) -> dict[str, Any]:
    named = [one for one in module["steps"] if isinstance(one, dict)]
    steps = [{key: value for key, value in one.items() if key not in IN_STEP} for one in named]
    kept = {key: value for key, value in module.items() if key not in IN_MODULE}
    return kept | ({"steps": steps} if any(len(one) > 1 for one in steps) else {})


def _yaml(value: dict[str, Any]) -> list[str]:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=True, width=10**6).split("\n") if value else []

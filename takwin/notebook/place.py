"""Where somebody writes: a step of what they take, with the tasks on it."""

from dataclasses import dataclass

from django.http import Http404

from takwin.content.queries import outline
from takwin.learning.models import Enrolment


@dataclass(frozen=True, slots=True)
class Named:
    """Something of a course: its id, its title, and the language of that."""

    id: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Place:
    """A step and its tasks, in the order of the course."""

    course: Named
    step: Named
    tasks: tuple[Named, ...]


def place(enrolment: Enrolment, key: str, language: str) -> Place:
    """A step of what somebody takes; raises Http404 for none of it."""
    content = outline(enrolment.release_id)
    original = content["languages"][0]

    def named(name: str, texts: dict[str, str]) -> Named:
        spoken = language if texts.get(language) else original
        return Named(name, texts.get(spoken, name), spoken)

    for module in content["modules"]:
        for step in module["steps"]:
            if step["id"] == key:
                tasks = [(task, one["title"]) for task, one in content.get("tasks", {}).items() if one["step"] == key]
                found = tuple(named(task, title) for task, title in tasks)
                return Place(named(content["course"], content["title"]), named(key, step["title"]), found)
    raise Http404(key)

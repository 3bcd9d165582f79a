"""The canonical form of a course, and the digest that names it on any machine.

It holds what the source says, not how it is written: the order of keys and files, YAML style, comments, line ends, byte
order marks and blank lines around a text change nothing. Media count by path and content, and only those that are used.
What the team accepts stays out of it: it says nothing to a reader.
What came into the format later (policies, what a step is aligned with) stands in it only where it is said, so that digests hold."""

from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from takwin.content.compiler.media import Medium
from takwin.content.source.course import Course, Module, Step
from takwin.lib import digest
from takwin.scenarios import supervision

FORMAT = 1


def canonical(course: Course, media: Iterable[Medium]) -> dict[str, Any]:
    """The JSON document that is digested."""
    return {
        "takwin": FORMAT,
        "course": _course(course),
        "media": {one.path: one.digest for one in media if not one.derived},
    }


def digest_of(document: dict[str, Any]) -> str:
    """SHA-256 of the document's RFC 8785 form."""
    return digest.of_json(document)


def hours(value: Decimal) -> str:
    """Hours without trailing zeros: "6", "6.5"."""
    return format(value.normalize(), "f")


def completion(course: Course) -> dict[str, int]:
    """The completion rule; a share of tasks only where one is asked for."""
    rule = course.completion
    return {"steps": rule.steps, "mark": rule.mark} | ({"tasks": rule.tasks} if rule.tasks else {})


def _course(course: Course) -> dict[str, Any]:
    return {
        "id": course.id,
        "languages": list(course.languages),
        "title": dict(course.title),
        "summary": dict(course.summary),
        "description": dict(course.description),
        "audience": dict(course.audience),
        "prerequisites": dict(course.prerequisites),
        "hours": hours(course.hours),
        "licence": course.licence,
        "authors": list(course.authors),
        "image": course.image,
        "competencies": list(course.competencies),
        "values": list(course.values),
        "completion": completion(course),
        "modules": [_module(module) for module in course.modules],
        **({"supervision": supervision.to_json(course.supervision)} if course.supervision else {}),
        **({"policies": list(course.policies)} if course.policies else {}),
    }


def _module(module: Module) -> dict[str, Any]:
    said = {language: asdict(one) for language, one in module.communication.items()}
    return {
        "id": module.id,
        "title": dict(module.title),
        "steps": [_step(step) for step in module.steps],
        **({"communication": said} if said else {}),
    }


def _step(step: Step) -> dict[str, Any]:
    texts = {one: {"title": text.title, "minutes": text.minutes, "body": text.body} for one, text in step.texts.items()}
    return {"id": step.id, "texts": texts} | ({"aligned": list(step.aligned)} if step.aligned else {})

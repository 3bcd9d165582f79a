"""A Course written as a folder: the exact inverse of the reader, read(write(course)) == course."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from takwin.content.source import supervision
from takwin.content.source.course import Accepted, Course, Media, Module, Step, StepText, step_file
from takwin.scenarios.communication import FIELDS, Communication


class _Dumper(yaml.SafeDumper):
    """Plain YAML without aliases: long texts as blocks, short lists on one line."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    flat = all(isinstance(item, str) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flat)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)


def write(course: Course, media: Media, folder: Path) -> None:
    """Write the course and its media into a folder, which is made if need be. Raises ValueError for a media path that leaves it."""
    for name, text in texts(course).items():
        _put(folder, name, text.encode())
    for name, data in media.items():
        _put(folder, name, data if isinstance(data, bytes) else data.read_bytes())


def texts(course: Course) -> dict[str, str]:
    """Every text file of the course folder by its path."""
    steps = {
        step_file(module.id, step.id, language): _step(text)
        for module in course.modules
        for step in module.steps
        for language, text in step.texts.items()
    }
    tutors = {supervision.FILE: _yaml(supervision.written(course.supervision))} if course.supervision else {}
    return {"course.yaml": _yaml(_course(course)), **tutors, **steps}


def _put(folder: Path, name: str, data: bytes) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(f"“{name}” is not a path inside a course folder")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _yaml(value: Mapping[str, Any]) -> str:
    return yaml.dump(dict(value), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)


def _step(text: StepText) -> str:
    front = _yaml({"title": text.title, "minutes": text.minutes})
    return f"---\n{front}---\n{text.body}\n"


def _course(course: Course) -> dict[str, Any]:
    said: dict[str, Any] = {
        "takwin": 1,
        "id": course.id,
        "languages": list(course.languages),
        "title": dict(course.title),
        "summary": dict(course.summary),
        "description": dict(course.description),
        "audience": dict(course.audience),
        "prerequisites": dict(course.prerequisites),
        "hours": format(course.hours.normalize(), "f"),
        "licence": course.licence,
        "authors": list(course.authors),
        "image": course.image,
        "competencies": list(course.competencies),
        "values": list(course.values),
        "policies": list(course.policies),
        "completion": _completion(course),
        "modules": [_module(module) for module in course.modules],
        "accepted": [accepted(one) for one in course.accepted],
    }
    return {key: value for key, value in said.items() if value not in ("", [])}


def _completion(course: Course) -> dict[str, str]:
    rule = course.completion
    said = {"steps": f"{rule.steps}%", "mark": f"{rule.mark}%"}
    return {**said, "tasks": f"{rule.tasks}%"} if rule.tasks else said


def accepted(one: Accepted) -> dict[str, str]:
    """A finding that is let stand, as a mapping of `course.yaml`."""
    return {"finding": one.finding, **({"at": one.at} if one.at else {}), "reason": one.reason}


def _module(module: Module) -> dict[str, Any]:
    said: dict[str, Any] = {"id": module.id, "title": dict(module.title)}
    if module.communication:
        said["communication"] = _communication(module.communication)
    return {**said, "steps": [_listed(step) for step in module.steps]}


def _communication(found: Mapping[str, Communication]) -> dict[str, Any]:
    said = {name: {one: getattr(text, name) for one, text in found.items()} for name in (*FIELDS, "how")}
    degree = next(iter(found.values())).degree
    return {"degree": degree, **{name: texts for name, texts in said.items() if any(texts.values())}}


def _listed(step: Step) -> str | dict[str, Any]:
    return {"id": step.id, "aligned": list(step.aligned)} if step.aligned else step.id

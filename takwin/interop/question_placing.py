"""A new step written into a course folder: the texts, their files, and last of all its line in course.yaml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from takwin.content.source.course import Course, Step, StepText, step_file
from takwin.content.source.folder import LARGEST_TEXT
from takwin.content.source.insert import with_step
from takwin.content.source.writer import texts
from takwin.interop.course_package import ImportRefused
from takwin.interop.markdown import as_line
from takwin.lib.text import N_, Sentence

FILE = "course.yaml"
LARGE = N_("The questions make a text of more than %(kilobytes)s kB, too large for one step: divide the file.")


@dataclass(frozen=True, slots=True)
class Text:
    """The step in one language."""

    language: str
    title: str
    minutes: int
    body: str


def put(
    folder: Path, course: Course, module: str, step: str, found: Sequence[Text], media: Mapping[str, bytes]
) -> None:
    """Write the step; what fails on the way is taken back. Raises ImportRefused, OSError."""
    wanted, listed = _with(course, module, step, found)
    written = texts(wanted)
    files = {name: written[name].encode() for name in (step_file(module, step, one.language) for one in found)}
    if any(len(data) > LARGEST_TEXT for data in files.values()):
        raise ImportRefused(Sentence(LARGE, {"kilobytes": LARGEST_TEXT // 1000}))
    files |= {path: data for path, data in media.items() if not (folder / path).exists()}
    outline = None if listed else _outline(folder, module, step) or written[FILE]
    made: list[Path] = []
    try:
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            made.append(folder / path)
            made[-1].write_bytes(data)
        if outline is not None:
            _replace(folder / FILE, outline)
    except BaseException:
        for target in made:
            target.unlink(missing_ok=True)
        raise


def _with(course: Course, module: str, step: str, found: Sequence[Text]) -> tuple[Course, bool]:
    """The course with the texts, and whether the step was there."""
    said = {one.language: StepText(as_line(one.title), one.minutes, one.body) for one in found}
    before = next(one for one in course.modules if one.id == module)
    listed = any(one.id == step for one in before.steps)
    steps = [replace(one, texts={**one.texts, **said}) if one.id == step else one for one in before.steps]
    after = replace(before, steps=(*steps, *([] if listed else [Step(step, said)])))
    return replace(course, modules=tuple(after if one.id == module else one for one in course.modules)), listed


def _outline(folder: Path, module: str, step: str) -> str | None:
    """course.yaml with the step, all else as its author wrote it; None where that cannot be done."""
    before = (folder / FILE).read_text("utf-8-sig")
    edited = with_step(before, module, step)
    if edited is None:
        return None
    said = yaml.load(before, Loader=yaml.BaseLoader)  # noqa: S506 - a loader of plain words only
    for one in said["modules"]:
        if one["id"] == module:
            one["steps"].append(step)
    try:
        return edited if yaml.load(edited, Loader=yaml.BaseLoader) == said else None  # noqa: S506
    except yaml.YAMLError:
        return None


def _replace(path: Path, text: str) -> None:
    """Take the place of a file in one move."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, "utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

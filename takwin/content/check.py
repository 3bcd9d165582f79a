"""A course folder read and compiled, with all that is wrong or weak in it."""

from pathlib import Path

from takwin.content.compiler import Compiled, compile
from takwin.content.source import folder, reader
from takwin.content.source.problems import Problem, in_order


def check(place: Path) -> tuple[Compiled | None, list[Problem]]:
    """The compiled course and every problem, in the order of files and lines. None when `course.yaml` cannot be read at all;
    with an error among the problems the compiled course must not be published."""
    course, problems = reader.read(place)
    if course is None or not course.languages:
        return None, in_order(problems)
    compiled = compile(course, folder.media(place))
    return compiled, in_order([*problems, *compiled.problems])

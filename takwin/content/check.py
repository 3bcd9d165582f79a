"""A course folder read and compiled, with all that is wrong or weak in it."""

from dataclasses import dataclass
from pathlib import Path

from takwin.content.compiler import Compiled, compile
from takwin.content.source import folder, reader
from takwin.content.source.course import Course
from takwin.content.source.problems import Problem, errors, in_order


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a course folder. `course` and `compiled` are None when `course.yaml` cannot be read at all; `problems` are in
    the order of files and lines."""

    course: Course | None
    compiled: Compiled | None
    problems: list[Problem]

    @property
    def publishable(self) -> bool:
        """Whether a release may be made of it."""
        return self.compiled is not None and not errors(self.problems)


def check(place: Path) -> Checked:
    """Read and compile a course folder. Never raises for what it holds."""
    course, problems = reader.read(place)
    if course is None or not course.languages:
        return Checked(None, None, in_order(problems))
    compiled = compile(course, folder.media(place))
    return Checked(course, compiled, in_order([*problems, *compiled.problems]))

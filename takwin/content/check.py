"""A course folder read, compiled and reviewed, with all that is wrong or weak in it."""

from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from takwin.content.compiler import Compiled, compile
from takwin.content.compiler.media import Away
from takwin.content.review import links
from takwin.content.review.accepting import accept
from takwin.content.review.review import review
from takwin.content.source import folder, reader
from takwin.content.source.course import Course
from takwin.content.source.problems import Problem, errors, in_order


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a course folder. `course` and `compiled` are None when `course.yaml` cannot be read at all; `problems` are in
    the order of files and lines, `accepted` those that its team lets stand."""

    course: Course | None
    compiled: Compiled | None
    problems: list[Problem]
    accepted: list[Problem] = field(default_factory=list)

    @property
    def publishable(self) -> bool:
        """Whether a release may be made of it."""
        return self.compiled is not None and not errors(self.problems)


def check(place: Path, ask: links.Ask | None = None, away: Away = MappingProxyType({})) -> Checked:
    """Read, compile and review a course folder; with `ask`, sites outside are asked for the pages that the course links to. Never
    raises for what the folder holds."""
    course, problems = reader.read(place)
    if course is None or not course.languages:
        return Checked(None, None, in_order(problems))
    compiled = compile(course, folder.media(place), away)
    reviewed = review(course, compiled) + (links.asked(course, compiled, ask) if ask else [])
    found = accept(in_order([*problems, *compiled.problems, *reviewed]), course.accepted)
    standing = in_order(one for one in found if not one.accepted)
    return Checked(course, compiled, standing, [one for one in found if one.accepted])

"""All subjects of the review, one after the other."""

from collections.abc import Callable, Iterable

from takwin.content.compiler.compiled import Compiled
from takwin.content.review import assessing, ease, links, pictures, scenario, translation, universal, workload
from takwin.content.source.course import Course
from takwin.content.source.problems import Problem

Subject = Callable[[Course, Compiled], Iterable[Problem]]
SUBJECTS: tuple[Subject, ...] = (
    translation.findings,
    assessing.findings,
    scenario.findings,
    workload.findings,
    ease.findings,
    pictures.findings,
    links.findings,
    universal.findings,
)


def review(course: Course, compiled: Compiled) -> list[Problem]:
    """What a careful colleague would say."""
    return [one for subject in SUBJECTS for one in subject(course, compiled)]

"""Modules that are less than a scenario: they are published as resources, and their pages say so."""

from collections.abc import Iterable

from takwin.content.compiler.compiled import Compiled
from takwin.content.release import resources
from takwin.content.source.course import Course
from takwin.content.source.problems import Problem, about, problem


def findings(course: Course, compiled: Compiled) -> Iterable[Problem]:
    """Advice on each module without a task that ends in a product, or without a communication scenario."""
    for module in resources(compiled.outline):
        line = course.lines.get(f"/{module}", 1)
        yield about(module, problem("module-resource", "course.yaml", line, module=module))

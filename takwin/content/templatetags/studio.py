"""Problems and texts of courses in templates."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django import template
from django.utils.translation import get_language

from takwin.content.review.accepting import IDLE
from takwin.design.saying import worded

register = template.Library()
Json = dict[str, Any]


@register.filter
def told(sentence: tuple[str, Json]) -> str:
    """A kept sentence [message, values] in the reader's language (problems and what importers say)."""
    return worded(*sentence)


@register.filter
def by_file(problems: list[Json]) -> list[tuple[str, list[Json]]]:
    """Problems grouped by file; they come in the order of files."""
    return [(file, list(found)) for file, found in groupby(problems, key=lambda one: str(one["file"]))]


@register.filter
def by_reason(losses: list[Json]) -> list[list[Json]]:
    """What an import could not carry, grouped where one kind was left out for one reason many times over."""
    return [list(found) for _, found in groupby(losses, key=lambda one: (one["kind"], list(one["reason"])))]


@register.filter
def standing(problems: list[Json]) -> list[Json]:
    """Findings that nobody has accepted."""
    return [one for one in problems if "accepted" not in one]


@register.filter
def accepted(problems: list[Json]) -> list[Json]:
    """Findings that the team lets stand."""
    return [one for one in problems if "accepted" in one]


@register.filter
def idle_at(problem: Json) -> str:
    """Where the acceptance stands that does nothing, if that is what a finding is about; else ""."""
    return f"{problem['file']}:{problem['line']}" if problem["name"] in IDLE else ""


@register.filter
def wrong(problems: list[Json]) -> int:
    """How many errors."""
    return _at(problems, "error")


@register.filter
def weak(problems: list[Json]) -> int:
    """How many warnings."""
    return _at(problems, "warning")


@register.filter
def advised(problems: list[Json]) -> int:
    """How many pieces of advice."""
    return _at(problems, "advice")


def _at(problems: list[Json], level: str) -> int:
    return sum(one["level"] == level for one in standing(problems))


@register.filter
def in_my_language(texts: Mapping[str, str]) -> str:
    """A text in the reader's language, else in the original, which comes first."""
    return texts.get(get_language() or "") or next(iter(texts.values()), "")

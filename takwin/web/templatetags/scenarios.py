"""Words of scenarios in templates."""

from django import template
from django.utils.translation import gettext

from takwin.scenarios import words

register = template.Library()


@register.filter
def part_name(name: str) -> str:
    """What a part of a task is called."""
    return gettext(words.PARTS[name])


@register.filter
def field_name(name: str) -> str:
    """What a field of a communication scenario is called."""
    return gettext(words.FIELDS[name])


@register.filter
def degree(name: str) -> str:
    """A degree of working together, and what it means."""
    return gettext(words.DEGREES[name])


@register.filter
def degree_name(name: str) -> str:
    """A degree of working together, in a word."""
    return gettext(words.DEGREE_NAMES[name])

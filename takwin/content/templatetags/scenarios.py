"""Words of scenarios in templates."""

from django import template
from django.utils.translation import gettext

from takwin.design.saying import said
from takwin.scenarios import words
from takwin.scenarios.supervision import Trigger

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


@register.filter
def scenario_word(name: str) -> str:
    """A role, an initiative, an addressee or a channel."""
    return gettext(words.SUPERVISION[name])


@register.filter
def per_unit(name: str) -> str:
    """What minutes are counted for."""
    return gettext(words.UNITS[name])


@register.filter
def hours_minutes(minutes: int) -> str:
    """125 → "2 h 05" in the reader's language."""
    return gettext("%(hours)s h %(minutes)s") % {"hours": minutes // 60, "minutes": f"{minutes % 60:02d}"}


@register.filter
def minutes_seconds(seconds: int) -> str:
    """125 → "2 min 05 s" in the reader's language."""
    return gettext("%(minutes)s min %(seconds)s s") % {"minutes": seconds // 60, "seconds": f"{seconds % 60:02d}"}


@register.filter
def sign(trigger: Trigger) -> str:
    """The sign at which a tutor acts."""
    return said(words.sign(trigger))

"""Words and names on the course team's pages."""

import unicodedata
from collections.abc import Mapping

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, gettext

from takwin.assessment.queries import Label
from takwin.content.compiler.labels import name_of
from takwin.frameworks import tree
from takwin.frameworks.alignment import known
from takwin.items.shelf import KINDS
from takwin.lib.text import N_
from takwin.web import wording
from takwin.web.claims import worded

register = template.Library()
NAMES = {
    "title": N_("Title"),
    "summary": N_("Summary"),
    "description": N_("Description"),
    "audience": N_("For whom"),
    "prerequisites": N_("What one needs before"),
    "module": N_("Title of a module"),
    "languages": N_("Languages"),
    "authors": N_("Authors"),
    "competencies": N_("Competencies"),
    "values": N_("Values"),
    "policies": N_("Policies"),
    "aligned": N_("What it practises"),
    "hours": N_("Announced hours"),
    "minutes": N_("Minutes of all steps together"),
    "steps": N_("Steps asked for, in percent"),
    "mark": N_("Points asked for, in percent"),
    "tasks": N_("Tasks asked for, in percent"),
    "licence": N_("Licence"),
    "image": N_("Picture"),
    "prompt": N_("What is asked"),
    "choices": N_("Choices"),
    "lines": N_("Lines"),
    "hints": N_("Hints"),
    "feedback": N_("Feedback"),
    "feedback-right": N_("Feedback to a right answer"),
    "feedback-wrong": N_("Feedback to a wrong answer"),
    "options": N_("Settings"),
    "variants": N_("Rows"),
    "source": N_("Source"),
}
"""What can change in a course, as people call it."""


@register.filter
def named(name: str) -> str:
    """A part of a course or of a question in the reader's language."""
    return gettext(NAMES[name]) if name in NAMES else name


@register.filter
def spoken(code: str) -> str:
    """A language by its name in the reader's language, in its own where that is not known."""
    try:
        return str(get_language_info(code)["name_translated"]).capitalize()
    except KeyError:
        return name_of(code)


@register.filter
def direction(code: str) -> str:
    """The writing direction of a language."""
    return wording.direction(code)


@register.filter
def source_in(text: str, language: str) -> SafeString:
    """A piece of a course source, each line in its own direction: where the language runs from right to left, a line without a letter of
    it (an option, the head of a directive) stands as it is typed, and one with such letters runs as they do, whatever sign it begins with."""
    return format_html_join(
        "\n", '<bdi dir="{}">{}</bdi>', ((_runs(line, language), line) for line in text.split("\n"))
    )


def _runs(line: str, language: str) -> str:
    return (
        wording.direction(language) if any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in line) else "ltr"
    )


@register.filter
def claim(code: str) -> str:
    """What a framework calls an item, in the reader's language; nothing for what is no item."""
    return worded(tree.item(code).label, get_language() or "en") if known(code) else ""


@register.filter
def kind_title(name: str) -> str:
    """A kind of question as people call it."""
    return gettext(KINDS[name].title.message) if name in KINDS else name


@register.filter
def numbered(labels: Mapping[str, Label], item: str) -> int | str:
    """The number under which people know a question, its id where it has none."""
    return labels[item].number if item in labels else item

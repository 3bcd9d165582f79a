"""Marks in templates."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext

from takwin.lib.text import Sentence

register = template.Library()


@register.filter
def points(hundredths: int | None) -> str:
    """150 → "1.5" in the reader's notation; nothing for nothing."""
    if hundredths is None:
        return ""
    return number_format((Decimal(hundredths) / 100).normalize(), use_l10n=True, force_grouping=False)


@register.filter
def counted(hundredths: int) -> int:
    """150 → 2: points for the grammar of plurals, rounded up."""
    return -(-hundredths // 100)


@register.filter
def said(sentence: Sentence) -> str:
    """A sentence in the reader's language."""
    return gettext(sentence.message) % sentence.values if sentence.values else gettext(sentence.message)

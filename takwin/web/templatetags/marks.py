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
    return "" if hundredths is None else plain(Decimal(hundredths) / 100)


@register.filter
def plain(number: Decimal) -> str:
    """4.50 → "4.5" and 10 → "10" in the reader's notation."""
    shortest = number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
    return number_format(shortest, use_l10n=True, force_grouping=False)


@register.filter
def counted(hundredths: int) -> int:
    """150 → 2: points for the grammar of plurals, rounded up."""
    return -(-hundredths // 100)


@register.filter
def said(sentence: Sentence) -> str:
    """A sentence in the reader's language."""
    return gettext(sentence.message) % sentence.values if sentence.values else gettext(sentence.message)

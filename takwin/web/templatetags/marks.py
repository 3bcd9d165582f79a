"""Marks in templates."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from takwin.lib.plural import grammatical
from takwin.lib.text import Sentence, filled

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
    """Points for the grammar of plurals, in the reader's language: 200 → 2."""
    return grammar(Decimal(hundredths) / 100)


@register.filter
def grammar(amount: Decimal) -> int:
    """An amount for the grammar of plurals, in the reader's language."""
    return grammatical(amount, get_language() or "en")


@register.filter
def minutes(seconds: int) -> int:
    """Seconds in whole minutes, half up."""
    return (seconds + 30) // 60


@register.filter
def said(sentence: Sentence) -> str:
    """A sentence in the reader's language."""
    return filled(gettext(sentence.message), sentence.values, get_language() or "en")

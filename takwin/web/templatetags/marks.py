"""Marks in templates."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from takwin.design.saying import said
from takwin.lib.plural import grammatical

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
def clock(seconds: int) -> str:
    """Seconds as a player shows them: 65 → "1:05", 3605 → "1:00:05"."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


register.filter("said", said)


@register.filter
def language_name(code: str) -> str:
    """A language as it calls itself; its code where it is not known."""
    try:
        name: str = get_language_info(code)["name_local"]
    except KeyError:
        return code
    return name[:1].upper() + name[1:]


@register.filter
def pieces(found: Iterable[tuple[str, bool]]) -> SafeString:
    """A text in pieces, those that were looked for marked."""
    return SafeString("".join(f"<mark>{escape(text)}</mark>" if hit else escape(text) for text, hit in found))


@register.filter
def last_day(moment: datetime) -> datetime:
    """The last day before a moment at which something ends."""
    return moment - timedelta(seconds=1)

"""Signs that each language writes in its own way."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from takwin.lib.html import unbroken

register = template.Library()


@register.simple_tag
def colon() -> str:
    """What stands between what something is and which it is: "Code: 1234", "Code : 1234"."""
    return pgettext("between what something is and which it is", ": ")


@register.filter
def whole(words: str) -> SafeString:
    """Words in which a number such as 51-17 stays on one line."""
    return mark_safe(unbroken(escape(words)))  # noqa: S308 - escaped, then spans of ours

"""Signs that each language writes in its own way."""

from django import template
from django.utils.translation import pgettext

register = template.Library()


@register.simple_tag
def colon() -> str:
    """What stands between what something is and which it is: "Code: 1234", "Code : 1234"."""
    return pgettext("between what something is and which it is", ": ")

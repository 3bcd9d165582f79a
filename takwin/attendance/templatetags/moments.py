"""Days of meetings as certificates keep them."""

from datetime import datetime

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime

register = template.Library()


@register.filter
def day_of(moment: str) -> str:
    """The day of an ISO 8601 moment, as the reader writes it."""
    return date_format(localtime(datetime.fromisoformat(moment)), "j F Y")

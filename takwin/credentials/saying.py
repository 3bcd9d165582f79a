"""Sentences of the plain rules in the language that is spoken now."""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from takwin.lib.text import Sentence, filled


def say(sentence: Sentence) -> str:
    """A sentence translated and filled; sentences and times inside it too."""
    values = {name: _said(value) for name, value in sentence.values.items()}
    return filled(gettext(sentence.message), values, get_language() or "en")


def _said(value: Any) -> Any:
    if isinstance(value, datetime):
        return date_format(localtime(value), "j F Y H:i")
    return say(value) if isinstance(value, Sentence) else value

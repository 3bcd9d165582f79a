"""Sentences of the plain rules in the language that is spoken now."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from takwin.design.saying import said
from takwin.lib.text import Sentence, filled


def say(sentence: Sentence) -> str:
    """A sentence on a page, translated and filled; sentences and times inside it too."""
    return said(Sentence(sentence.message, {name: _told(value, say) for name, value in sentence.values.items()}))


def write(sentence: Sentence) -> str:
    """The same in a document that is signed or printed: as it is, with no signs beside the words."""
    values = {name: _told(value, write) for name, value in sentence.values.items()}
    return filled(gettext(sentence.message), values, get_language() or "en")


def _told(value: Any, by: Callable[[Sentence], str]) -> Any:
    if isinstance(value, datetime):
        return date_format(localtime(value), "j F Y H:i")
    return by(value) if isinstance(value, Sentence) else value

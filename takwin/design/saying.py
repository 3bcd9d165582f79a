"""Sentences of the plain rules on a page, in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from takwin.lib.text import Sentence, apart, filled


def said(sentence: Sentence) -> str:
    """A sentence translated and filled; names in foreign letters are set apart where the language asks for it (see `apart`)."""
    return worded(sentence.message, sentence.values)


def worded(message: str, values: Mapping[str, Any]) -> str:
    """The same of a sentence that was kept in two pieces. Its moments, {"at": …}, and days, {"on": …}, are written as the language does."""
    language = get_language() or "en"
    told = {name: _dated(value) for name, value in values.items()}
    return filled(gettext(message), apart(told, language), language)


def _dated(value: Any) -> Any:
    match value:
        case {"at": str(moment)}:
            return date_format(localtime(datetime.fromisoformat(moment)), "l j F Y H:i")
        case {"on": str(day)}:
            return date_format(date.fromisoformat(day), "l j F Y")
    return value

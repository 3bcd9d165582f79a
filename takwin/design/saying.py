"""Sentences of the plain rules on a page, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext

from takwin.lib.text import Sentence, apart, filled


def said(sentence: Sentence) -> str:
    """A sentence translated and filled; names in foreign letters are set apart where the language asks for it (see `apart`)."""
    return worded(sentence.message, sentence.values)


def worded(message: str, values: Mapping[str, Any]) -> str:
    """The same of a sentence that was kept in two pieces."""
    language = get_language() or "en"
    return filled(gettext(message), apart(values, language), language)

"""Sentences of the plain rules in the language that is spoken now."""

from django.utils.translation import gettext

from takwin.lib.text import Sentence


def say(sentence: Sentence) -> str:
    """A sentence translated and filled; sentences inside it too."""
    values = {name: say(value) if isinstance(value, Sentence) else value for name, value in sentence.values.items()}
    message = gettext(sentence.message)
    return message % values if values else message

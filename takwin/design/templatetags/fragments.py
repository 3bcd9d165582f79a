"""Pieces of pages that are rendered once and then remembered."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Model
from django.template import Context
from django.template.base import FilterExpression, Node, Parser, Token, token_kwargs
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

register = template.Library()
MOST = 4096
"""Pieces remembered in a process; one takes one or two kilobytes."""
REMEMBERED: dict[bytes, SafeString] = {}


class Fragment(Node):
    """`{% fragment "room/piece.html" name=value … %}`: an include that sees its values and the reader's language, and nothing else.

    Equal values therefore give equal text, which is kept. Values are told apart by how they print (`repr`): numbers, texts,
    lists, dictionaries and dataclasses of those. Pieces with a form belong outside: its token is a person's own."""

    def __init__(self, name: FilterExpression, values: Mapping[str, FilterExpression]) -> None:
        self.name = name
        self.values = values

    def render(self, context: Context) -> SafeString:
        """The piece, remembered or made. Raises TypeError for a value that is a database row, which prints as its key alone."""
        name, language = self.name.resolve(context), get_language()
        values = {key: value.resolve(context) for key, value in self.values.items()}
        if rows := [key for key, value in values.items() if isinstance(value, Model)]:
            raise TypeError(f"{name}: pass what the piece needs of {', '.join(rows)}, not the row.")
        key = blake2b(repr((name, language, values)).encode(), digest_size=16).digest()
        if (known := REMEMBERED.get(key)) is None:
            known = self._rendered(context, name, {**values, "LANGUAGE_CODE": language})
            _remember(key, known)
        return known

    def _rendered(self, context: Context, name: str, values: dict[str, Any]) -> SafeString:
        assert context.template is not None  # noqa: S101 - a node is always rendered by a template
        piece = context.template.engine.get_template(name)
        return piece.render(Context({**values, "ui_dir": "rtl" if get_language_bidi() else "ltr"}))


def _remember(key: bytes, text: SafeString) -> None:
    if settings.DEBUG:
        return
    if len(REMEMBERED) >= MOST:
        REMEMBERED.clear()
    REMEMBERED[key] = text


@register.tag
def fragment(parser: Parser, token: Token) -> Fragment:
    """See `Fragment`."""
    _, name, *values = token.split_contents()
    named = token_kwargs(values, parser)
    if values:
        raise template.TemplateSyntaxError(f"fragment takes a template and name=value pairs, not {values[0]}.")
    return Fragment(parser.compile_filter(name), named)

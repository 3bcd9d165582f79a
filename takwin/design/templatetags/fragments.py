"""Pieces of pages that are rendered once and then remembered."""

import re
import secrets
import sys
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Model
from django.template import Context
from django.template.base import FilterExpression, Node, Parser, Token, Variable, VariableDoesNotExist, token_kwargs
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

register = template.Library()
MOST = 16_000_000
"""Bytes of pieces remembered in a process; one piece usually takes one or two thousand."""


class Memory(dict[bytes, list[str]]):
    """Texts, and between them the names of what is filled in. Emptied when it would take more than MOST bytes."""

    size = 0

    def keep(self, key: bytes, parts: list[str]) -> None:
        """Remember one piece, unless it is so large that it would push out many others."""
        size = sum(map(sys.getsizeof, parts))
        if size > MOST // 16:
            return
        if self.size + size > MOST:
            self.clear()
        self.size += size
        self[key] = parts

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self.size = 0


REMEMBERED = Memory()
MARK = secrets.token_hex(8)
SLOT = re.compile(f"{MARK}<(.*?)>{MARK}")
TOKEN = "csrf_token"  # noqa: S105 - its name
KEEP = "keep"
LANGUAGE = "takwin language"


class Fragment(Node):
    """`{% fragment "room/piece.html" name=value … slots name=value … %}`: an include that sees its values and the reader's language,
    and nothing else.

    Equal values therefore give equal text, which is kept. Values are told apart by how they print (`repr`): numbers, texts,
    lists, dictionaries and dataclasses of those. What is a person's own goes into slots, which the piece can only print: they are
    filled in afterwards. The token of a form is such a slot by itself. The value `keep` is not given to the piece: where it is false,
    the piece is made anew each time, which is for what somebody has written in their own words."""

    def __init__(
        self, name: FilterExpression, values: Mapping[str, FilterExpression], slots: Mapping[str, FilterExpression]
    ) -> None:
        self.name = name
        self.values = {key: value for key, value in values.items() if key != KEEP}
        self.keep = values.get(KEEP)
        self.slots = slots

    def render(self, context: Context) -> SafeString:
        """The piece, remembered or made. Raises TypeError for a value that is a database row, which prints as its key alone."""
        name, language = _value(self.name, context), _language(context)
        values = {key: _value(value, context) for key, value in self.values.items()}
        key = blake2b(repr((name, language, values)).encode(), digest_size=16).digest()
        if (parts := REMEMBERED.get(key)) is None:
            parts = self._made(context, name, values, key)
        return SafeString("".join(self._filled(parts, context)))

    def _made(self, context: Context, name: str, values: dict[str, Any], key: bytes) -> list[str]:
        if rows := [key for key, value in values.items() if isinstance(value, Model)]:
            raise TypeError(f"{name}: pass what the piece needs of {', '.join(rows)}, not the row.")
        parts = SLOT.split(self._rendered(context, name, {**values, "LANGUAGE_CODE": _language(context)}))
        if not settings.DEBUG and (self.keep is None or _value(self.keep, context)):
            REMEMBERED.keep(key, parts)
        return parts

    def _rendered(self, context: Context, name: str, values: dict[str, Any]) -> SafeString:
        assert context.template is not None  # noqa: S101 - a node is always rendered by a template
        piece = context.template.engine.get_template(name)
        slots = {slot: SafeString(f"{MARK}<{slot}>{MARK}") for slot in [*self.slots, TOKEN]}
        return piece.render(Context({**values, **slots, "ui_dir": "rtl" if get_language_bidi() else "ltr"}))

    def _filled(self, parts: list[str], context: Context) -> list[str]:
        filled, texts = list(parts), dict[str, str]()
        for place in range(1, len(parts), 2):
            slot = parts[place]
            if slot not in texts:
                value = _value(self.slots[slot], context) if slot in self.slots else context.get(slot, "")
                texts[slot] = "" if value is None else escape(str(value))
            filled[place] = texts[slot]
        return filled


def _value(expression: FilterExpression, context: Context) -> Any:
    """What an expression stands for. Most are a name, which needs nothing of what filters need."""
    if not expression.filters and isinstance(expression.var, Variable):
        try:
            return expression.var.resolve(context)
        except VariableDoesNotExist:
            pass
    return expression.resolve(context)


def _language(context: Context) -> str | None:
    """The language of the page, asked once for all its pieces."""
    known = context.render_context
    if LANGUAGE not in known:
        known[LANGUAGE] = get_language()
    language: str | None = known[LANGUAGE]
    return language


@register.tag
def fragment(parser: Parser, token: Token) -> Fragment:
    """See `Fragment`."""
    _, name, *words = token.split_contents()
    values = token_kwargs(words, parser)
    rest = words[1:] if words[:1] == ["slots"] else words
    slots = {} if rest is words else token_kwargs(rest, parser)
    if rest:
        raise template.TemplateSyntaxError(f"fragment takes a template, name=value pairs and slots, not {rest[0]}.")
    return Fragment(parser.compile_filter(name), values, slots)

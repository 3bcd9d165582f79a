"""Every address of the site."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, converters, get_resolver
from django.urls.resolvers import RoutePattern

SAMPLES = {
    converters.IntConverter: 1,
    converters.UUIDConverter: "6d1f6f0e-6d1c-4b0a-9a43-7a6b1c9e5f10",
    converters.PathConverter: "some/where",
}


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its name, its route as written, an example of it, and what answers."""

    name: str
    route: str
    example: str
    view: Any

    @property
    def open(self) -> bool:
        """Whether one may come without signing in (Django's LoginRequiredMiddleware reads the same mark)."""
        return not getattr(self.view, "login_required", True)


def addresses() -> Iterator[Address]:
    """All of them, in the order of the table."""
    yield from _below(get_resolver().url_patterns, "", "/")


def _below(patterns: list[URLPattern | URLResolver], route: str, example: str) -> Iterator[Address]:
    for entry in patterns:
        here = f"{route}{entry.pattern}"
        there = example + _example(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _below(entry.url_patterns, here, there)
        else:
            yield Address(entry.name or "", "/" + here, there, entry.callback)


def _example(pattern: Any) -> str:
    """A path that matches one part of a route; nothing for an expression, which only open pages have."""
    if not isinstance(pattern, RoutePattern):
        return ""
    text = str(pattern)
    for name, converter in pattern.converters.items():
        value = str(SAMPLES.get(type(converter), "some-thing"))
        text = re.sub(rf"<(\w+:)?{name}>", value, text)
    return text

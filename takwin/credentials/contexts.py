"""The JSON-LD contexts we know, from files beside this one; nothing is ever fetched."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from takwin.credentials.refused import Refused
from takwin.lib import digest
from takwin.lib.text import N_

Json = dict[str, Any]
Contexts = Mapping[str, Json]

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

_FILES = {
    CREDENTIALS: ("credentials-v2", "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"),
    OPEN_BADGES: ("ob-3.0.3", "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84"),
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": (
        "ob-3.0.2",
        "bba433989e1e700ca60838a3c22378e7d8381aeb0c9590f9ddf84d1714f10296",
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": (
        "ob-extensions",
        "146f85aa16effd7ca1da8056eb443f53ce1eca8a34186cb062832c0a97d889c3",
    ),
}


class ContextRefused(Refused):
    """A document uses words that we do not know for certain."""


@cache
def bundled() -> Contexts:
    """Every known context by address. RuntimeError when a file is not the one we pinned."""
    return {url: _read(name, pinned) for url, (name, pinned) in _FILES.items()}


def _read(name: str, pinned: str) -> Json:
    data = resources.files(__package__).joinpath("contexts", f"{name}.json").read_bytes()
    if digest.of_bytes(data) != pinned:
        raise RuntimeError(f"The context file {name}.json has been changed; install Takwin again.")
    document: Json = json.loads(data)
    return document


def check(document: Json, known: Contexts) -> None:
    """Refuse a document whose contexts are not all known addresses. One written inside the document could give
    signed words another meaning, so it is refused too (ContextRefused)."""
    for context in _contexts(document):
        if not isinstance(context, str):
            raise ContextRefused(N_("The document gives its own meaning to words (a context written inside it)."))
        if context not in known:
            raise ContextRefused(N_("The context %(url)s is not one we know."), url=context[:200])


def _contexts(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        own = value.get("@context", [])
        yield from own if isinstance(own, list) else [own]
        for key, inner in value.items():
            if key != "@context":
                yield from _contexts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _contexts(inner)

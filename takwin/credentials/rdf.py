"""From a JSON-LD document to the canonical bytes that are signed, and what would be lost on the way."""

import re
from collections.abc import Iterator
from typing import Any

from pyld import jsonld

from takwin.credentials import contexts
from takwin.credentials.contexts import Contexts, Json
from takwin.credentials.refused import Refused
from takwin.lib.text import N_

_ABSOLUTE = re.compile(r"(_:|[A-Za-z][A-Za-z0-9+.-]*:)[^\s<>\"{}|\\^`]*")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


class NotCanonical(Refused):
    """The document is not JSON-LD that we can sign or check."""


def canonical(document: Json, known: Contexts) -> str:
    """Canonical N-Quads (RDF Dataset Canonicalization, RDFC-1.0; pyld calls the same algorithm URDNA2015).
    NotCanonical or ContextRefused when that cannot be had."""
    quads = _run(jsonld.normalize, document, known, algorithm="URDNA2015", format="application/n-quads")
    return str(quads)


def uncovered(document: Json, known: Contexts) -> list[str]:
    """What a signature over the document would *not* protect, by name: properties no context defines, and types or
    addresses that are not absolute. JSON-LD drops them without a word, so anyone could add or change them."""
    dropped: list[str | None] = []
    expanded = _run(jsonld.expand, document, known, on_property_dropped=dropped.append)
    return [name or "null" for name in dropped] + list(_not_absolute(expanded))


def _not_absolute(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for inner in value:
            yield from _not_absolute(inner)
    elif isinstance(value, dict):
        names = [value["@id"]] if isinstance(value.get("@id"), str) else []
        types = value.get("@type", [])
        yield from (
            name for name in [*names, *([types] if isinstance(types, str) else types)] if not _ABSOLUTE.fullmatch(name)
        )
        if not _LANGUAGE.fullmatch(value.get("@language", "en")):
            yield value["@language"]
        for inner in value.values():
            yield from _not_absolute(inner)


def _run(step: Any, document: Json, known: Contexts, **more: Any) -> Any:
    contexts.check(document, known)

    def load(url: str, _: Any) -> Json:
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": known[url]}

    # Without `base: None` pyld resolves a relative address against http://example.org/base/, and it looks absolute.
    options: Json = {"documentLoader": load, "base": None}
    hook = {"on_property_dropped": more.pop("on_property_dropped")} if "on_property_dropped" in more else {}
    try:
        return step(document, options | more, **hook)
    except (jsonld.JsonLdError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise NotCanonical(N_("The document is not well-formed JSON-LD.")) from problem

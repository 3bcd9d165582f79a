"""From a JSON-LD document to the canonical bytes that are signed, and what would be lost on the way."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from pyld import jsonld
from pyld.canon import URDNA2015

from takwin.credentials import contexts
from takwin.credentials.contexts import Contexts, Json
from takwin.credentials.refused import Refused
from takwin.lib.text import N_

_ABSOLUTE = re.compile(r"(_:|[A-Za-z][A-Za-z0-9+.-]*:)[^\s<>\"{}|\\^`]*")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


class NotCanonical(Refused):
    """The document is not JSON-LD that we can sign or check."""


class _Bounded(URDNA2015):  # type: ignore[misc]  # PyLD has no types
    """The algorithm with a limit to its work: telling nameless twins apart takes a time that grows like a factorial, and a hostile
    document has many (RDFC-1.0, section 7.1: dataset poisoning). Many that differ take a time that grows like a square."""

    TWINS, LOOKS, NAMELESS = 6, 1000, 1000

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0

    def create_hash_to_related(self, id_: str, issuer: Any) -> dict[str, list[str]]:
        """The nameless neighbours of a node, grouped by what they look like; NotCanonical when they are too many alike."""
        related: dict[str, list[str]] = super().create_hash_to_related(id_, issuer)
        self.looks += 1
        if self.looks > self.LOOKS or any(len(alike) > self.TWINS for alike in related.values()):
            raise NotCanonical(N_("The document has too many parts that cannot be told apart."))
        return related


def canonical(document: Json, known: Contexts) -> str:
    """Canonical N-Quads (RDF Dataset Canonicalization, RDFC-1.0; pyld calls the same algorithm URDNA2015).
    NotCanonical or ContextRefused when that cannot be had."""
    return str(_run(_canonical, document, known))


def expanded(document: Json, known: Contexts) -> list[Json]:
    """The things of which a document speaks, every word as its address (JSON-LD 1.1 Processing Algorithms, 5.1).
    NotCanonical or ContextRefused when that cannot be had."""
    return list(_run(jsonld.expand, document, known))


def uncovered(document: Json, known: Contexts) -> list[str]:
    """What a signature over the document would *not* protect, by name: properties no context defines, and types or
    addresses that are not absolute. JSON-LD drops them without a word, so anyone could add or change them."""
    dropped: list[str | None] = []
    expanded = _run(jsonld.expand, document, known, on_property_dropped=dropped.append)
    return [name or "null" for name in dropped] + list(_not_absolute(expanded))


def _canonical(document: Json, options: Any) -> Any:
    dataset = jsonld.to_rdf(document, options)
    ends = (quad[end] for graph in dataset.values() for quad in graph for end in ("subject", "object"))
    if len({end["value"] for end in ends if end["type"] == "blank node"}) > _Bounded.NAMELESS:
        raise NotCanonical(N_("The document has too many parts."))
    return _Bounded().main(dataset, {"format": "application/n-quads"})


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


def _run(step: Callable[..., Any], document: Json, known: Contexts, **hooks: Callable[[str | None], None]) -> Any:
    """One step of pyld with the known contexts, and a sentence for whatever it stumbles over."""

    def load(url: str, _: Any) -> Json:
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": known[url]}

    # Without `base: None` pyld resolves a relative address against http://example.org/base/, and it looks absolute.
    try:
        contexts.check(document, known)
        return step(document, {"documentLoader": load, "base": None}, **hooks)
    except Refused:
        raise
    except (
        jsonld.JsonLdError,
        LookupError,
        TypeError,
        ValueError,
        ArithmeticError,
        AttributeError,
        RecursionError,
    ) as problem:
        raise NotCanonical(N_("The document is not well-formed JSON-LD.")) from problem

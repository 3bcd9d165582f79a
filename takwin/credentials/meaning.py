"""What a signed document means, whatever way it is written: nothing is read from words that a signature does not cover.

A signature holds for statements, and the same statements can be written in many ways: a key by its short name or by its
address, a value alone or in a list. What is told of a credential is therefore read from the expanded form (JSON-LD 1.1 Processing
Algorithms, 5.1), in which there is one way. Unusual ways are refused besides, because other readers might read them otherwise."""

from collections.abc import Iterator
from typing import Any

from takwin.credentials import rdf
from takwin.credentials.contexts import Contexts, Json
from takwin.credentials.refused import Refused
from takwin.lib.text import N_

Node = dict[str, Any]
"""A thing in expanded form: its properties by address, each a list."""

CREDENTIALS = "https://www.w3.org/2018/credentials#"
STATUS = "https://www.w3.org/ns/credentials/status#"
BADGES = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
NAME = "https://schema.org/name"

MOST, LONGEST, DEEPEST, CONTEXTS = 6000, 500, 40, 60
"""Values in a document and in one list of it, how deep they may lie, and how often contexts are named: a credential with 200 quizzes
has 5000, 203, 6 and 2. What is done with a list takes a time that grows like its square."""
_WRITTEN = {"@value", "@language", "@direction"}
"""The keys of a text with its language (Verifiable Credentials 2.0, 11.1)."""


class Unusual(Refused):
    """The document is written in a way that we do not read."""


def of(document: Json, known: Contexts) -> Node:
    """The document, without its proof, as one thing. Raises Unusual, or what `rdf.expanded` does."""
    refuse_unusual(document)
    found = rdf.expanded({name: value for name, value in document.items() if name != "proof"}, known)
    if len(found) != 1 or "@graph" in found[0]:
        raise Unusual(N_("The file does not speak of one credential."))
    _refuse_if("@id" in found[0] and _goes_on_elsewhere(found[0]), str(found[0].get("@id")))
    return found[0]


def _goes_on_elsewhere(node: Node) -> bool:
    """Whether more is said of a thing at another place inside it, where nobody would look. (What somebody else says of it, as in an
    endorsement, stands in a graph of its own.)"""
    return any(len(inner) > 1 for inner in _inside(node) if inner.get("@id") == node["@id"])


def _inside(node: Node) -> Iterator[Node]:
    """Every thing inside a thing, but for what stands in a graph of its own."""
    waiting: list[Any] = [inner for name, inner in node.items() if name != "@graph"]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            yield value
            waiting += [inner for name, inner in value.items() if name != "@graph"]


def names(node: Node, address: str) -> list[str]:
    """What the thing at an address is called, each name once, wherever inside the document that is said: the statements are the same
    when it is said at two places or at either of them."""
    return sorted({name for one in _inside(node) if one.get("@id") == address for name in texts(one, NAME)})


def refuse_unusual(document: Json) -> None:
    """Raise Unusual for a document that is endless, or that says things in a way by which they could be hidden from a reader."""
    waiting: list[tuple[Any, int]] = [(document, 0)]
    seen = contexts = 0
    while waiting:
        value, depth = waiting.pop()
        seen += 1
        if isinstance(value, dict):
            contexts += len(named) if isinstance(named := value.get("@context", ()), list | tuple) else 1
            _refuse_words(value)
            waiting += [(inner, depth + 1) for name, inner in value.items() if name != "@context"]
        elif isinstance(value, list):
            _refuse_if(any(isinstance(inner, list) for inner in value), "[[")
            waiting += [(inner, depth + 1) for inner in value]
        long = isinstance(value, list) and len(value) > LONGEST
        if long or seen > MOST or depth > DEEPEST or contexts > CONTEXTS:
            raise Unusual(N_("The document has too many parts."))


def _refuse_words(value: Json) -> None:
    """No keywords but those of a text, no addresses for keys, no names for what is nameless: with these a thing can be said elsewhere."""
    if "@value" not in value:
        odd = [name for name in value if name != "@context" and (":" in name or name.startswith("@"))]
        _refuse_if(bool(odd), *odd)
    else:
        _refuse_if(not _WRITTEN.issuperset(value), *value)
    _refuse_if(str(value.get("id")).startswith("_:"), "_:")


def _refuse_if(unusual: bool, *names: str) -> None:
    if unusual:
        message = N_(
            "The file says things in an unusual way, which others may read otherwise; it is not read: %(name)s"
        )
        raise Unusual(message, name=names[0][:100])


def things(node: Node, name: str) -> list[Node]:
    """What stands under a property."""
    return [one for one in node.get(name, []) if isinstance(one, dict)]


def texts(node: Node, name: str) -> list[str]:
    """The texts under a property, each once, dates and numbers in quotes among them."""
    return list(dict.fromkeys(one["@value"] for one in things(node, name) if isinstance(one.get("@value"), str)))


def only_text(node: Node, name: str) -> str:
    """The one text under a property; empty when there is none, or anything beside it."""
    found = texts(node, name)
    return found[0] if len(found) == len(node.get(name, [])) == 1 else ""


def only_name(node: Node, name: str) -> str:
    """The address of the one thing under a property; empty when there is none, or anything beside it."""
    found = node.get(name, [])
    return str(found[0].get("@id", "")) if len(found) == 1 else ""

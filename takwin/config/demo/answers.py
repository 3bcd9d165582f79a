"""The right answer to a question, as its kind tells it: the demo's people have studied well."""

from takwin.items.item import Json
from takwin.items.shelf import kind as book


def right(kind: str, key: Json) -> Json:
    """A response that earns all the points. UnknownKind for a kind that nobody here knows."""
    return book(kind).solution(key)

"""The shelf of question kinds."""

from takwin.items.kind import Kind
from takwin.lib import shelf

KINDS: dict[str, Kind] = {book.name: book for book in shelf.load("takwin.items.kinds", "KIND").values()}
"""Every kind, by the name that the source uses."""


class UnknownKind(KeyError):
    """No kind of question has this name."""


def kind(name: str) -> Kind:
    """The kind with a name such as "single-choice". Raises UnknownKind."""
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownKind(name) from None

"""What a CASE file says and we cannot hold, and why a file is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from takwin.lib.text import N_, Sentence

LONGEST = 120
IMPLIED = {"CFDocumentURI", "CFPackageURI", "CFItemAssociationURI", "caseVersion", "extensions"}
"""Fields that only repeat where a thing stands."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that was not carried over: its place in the file ("CFItems/3/educationLevel"), why, and what stood there, cut short."""

    place: str
    reason: Sentence
    value: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" + (f" “{self.value}”" if self.value else "")


class NotCase(ValueError):
    """The file is refused; the sentence says why."""

    def __init__(self, message: str, **values: Any) -> None:
        self.sentence = Sentence(message, values)
        super().__init__(str(self.sentence))


FIELD = N_("A framework has no place for this field.")
LICENCE = N_("Of a licence only its title is kept.")
LIST = N_("Framework packages are read without this list.")
PARENT = N_("An item has one parent; this further one is not kept.")
LOOP = N_("The item is among its own descendants; it is put at the top.")
RELATION = N_("This kind of relation is not kept.")
STRANGER = N_("The relation does not begin at an item of this file, or leads nowhere; it is not kept.")
CODE = N_("Another item has the same code; this one goes by its identifier.")
SHAPE = N_("This is not what Takwin writes here; it is not read.")
MADE_ANEW = N_(
    "Relations are kept without the identifier, the address and the date of their own (relations: %(count)s)."
)


def beyond(said: Mapping[str, Any], kept: set[str], place: str) -> Iterator[Loss]:
    """A loss for each field that says something and is not among those kept."""
    for key, value in said.items():
        if key not in kept | IMPLIED and value not in ("", None, [], {}):
            yield lost(f"{place}/{key}", FIELD, value)


def lost(place: str, reason: str, value: Any = "") -> Loss:
    """A loss; of a long value, the beginning."""
    words = value if isinstance(value, str) else str(value)
    return Loss(place[:LONGEST], Sentence(reason), words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…")

"""Ways in beside a password that other rooms offer."""

from dataclasses import dataclass

from takwin.accounts.models import Person
from takwin.accounts.rooms import above


@dataclass(frozen=True, slots=True)
class Way:
    """A way in: where it begins, what it is called in the language of the moment, and for whose people it is (empty: everybody)."""

    url: str
    name: str
    whose: str = ""


def ways() -> list[Way]:
    """All of them: `ways()` of every room that offers some."""
    return [way for room in above("ways") for way in room.ways()]


def again(person: Person) -> list[Way]:
    """Those by which this person can show once more who they are: `again()` of the same rooms."""
    return [way for room in above("ways") for way in room.again(person)]

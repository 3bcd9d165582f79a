"""What notices show on the dashboard."""

from dataclasses import dataclass

from takwin.accounts.models import Person
from takwin.notices import queries


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many notices wait, and the template that says so."""

    unread: int
    template: str = "notices/waiting.html"


def waiting(person: Person) -> Waiting | None:
    """That something waits to be read; None when nothing does. One query: for the dashboard, not for every page."""
    unread = queries.unread(person)
    return Waiting(unread) if unread else None

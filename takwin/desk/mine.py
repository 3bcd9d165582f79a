"""What the desk holds about a person."""

from datetime import datetime

from takwin.accounts.models import Person
from takwin.desk.models import Act
from takwin.learning.queries import merged


def export(person: Person) -> dict[str, object]:
    """How many acts came from their devices; what they were is told by the rooms that took them."""
    return {"acts_from_devices": Act.objects.filter(enrolment__person=person).count()}


def erase(person: Person, now: datetime) -> None:
    """Nothing: an act is known by its name alone, so that it is not taken twice."""


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """What came from the devices of either."""
    for goes, stays in merged(kept):
        Act.objects.filter(enrolment=goes).update(enrolment=stays)

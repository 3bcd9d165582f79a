"""What the desk holds about a person."""

from datetime import datetime

from takwin.accounts.models import Person
from takwin.desk import begun
from takwin.desk.models import Act
from takwin.desk.queries import store_of
from takwin.learning.queries import merged


def export(person: Person) -> dict[str, object]:
    """How many acts came from their devices; what they were is told by the rooms that took them."""
    return {"acts_from_devices": Act.objects.filter(enrolment__person=person).count()}


def erase(person: Person, now: datetime) -> None:
    """What has come of files in part goes. An act is known by its name alone, so that it is not taken twice."""
    begun.forget_all(store_of(person))


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """What came from the devices of either."""
    for goes, stays in merged(kept):
        Act.objects.filter(enrolment=goes).update(enrolment=stays)

"""What steering holds about a person."""

from datetime import datetime

from takwin.accounts.actions import hand_over
from takwin.accounts.models import Person
from takwin.steering.models import Placement


def export(person: Person) -> dict[str, object]:
    """The runs into which the person, as an organiser, put people."""
    return {"people_put_into_runs": list(Placement.objects.filter(by=person).values("run__course__slug", "since"))}


def erase(person: Person, now: datetime) -> None:
    """Nothing of it is the person's own; `Placement` loses the name by itself."""


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """What the person did as an organiser."""
    hand_over(kept, gone, (Placement, "by"))

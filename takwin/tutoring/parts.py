"""What tutoring shows inside other rooms' pages."""

from takwin.accounts.models import Person
from takwin.learning.models import Run
from takwin.tutoring import queries
from takwin.tutoring.capacity import Capacity
from takwin.tutoring.models import Duty, Tutor

ASKS = 2
"""From this degree of supervision on a run promises a tutor."""


def warning(run: Run) -> Capacity | None:
    """What a run's form says of its tutors (`tutoring/capacity.html`); None for a run that promises no tutor and has none."""
    if run.rules.supervision < ASKS and not queries.has_tutors(run):
        return None
    return queries.carried(run)


def waiting(person: Person) -> int | None:
    """How much is due from somebody who is a tutor; None for who is not."""
    if not Tutor.objects.filter(person=person, ended=None).exists():
        return None
    return Duty.objects.filter(tutor__person=person, outcome="").count()

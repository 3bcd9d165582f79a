"""What tutoring shows inside other rooms' pages."""

from takwin.accounts.models import Person
from takwin.content.models import Release
from takwin.content.queries import outline
from takwin.learning.models import Run
from takwin.learning.run import Policy
from takwin.tutoring import queries
from takwin.tutoring.capacity import WEEKS, Capacity, capacity
from takwin.tutoring.models import Duty, Tutor

ASKS = 2
"""From this degree of supervision on a run promises a tutor."""


def warning(run: Run) -> Capacity | None:
    """What a run's form says of its tutors (`tutoring/capacity.html`); None for a run that promises no tutor, has none, and whose course does not
    write any supervision for as many as come."""
    if _asks(run.rules, run.release_id) or queries.has_tutors(run):
        return queries.carried(run)
    return None


def foreseen(release: Release, policy: Policy) -> Capacity | None:
    """What the form of a run to be says (`tutoring/foreseen.html`): what tutors its format and its course will ask."""
    if not _asks(policy, release.pk):
        return None
    return capacity(queries.written(release.pk, policy), policy.seats or 0, WEEKS, 0, 0, open=queries.massive(policy))


def _asks(policy: Policy, release: int) -> bool:
    return policy.supervision >= ASKS or (queries.massive(policy) and bool(outline(release).get("supervision")))


def waiting(person: Person) -> int | None:
    """How much is due from somebody who is a tutor; None for who is not."""
    if not Tutor.objects.filter(person=person, ended=None).exists():
        return None
    return Duty.objects.filter(tutor__person=person, outcome="").count()

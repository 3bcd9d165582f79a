"""Leave a run: the seat goes to whoever is next."""

from datetime import datetime

from django.db import transaction

from takwin.learning import activity
from takwin.learning.actions.joining import invite_next
from takwin.learning.actions.studying import sentence, tell
from takwin.learning.models import Enrolment


@transaction.atomic
def leave(enrolment: Enrolment, now: datetime) -> None:
    """Leave a run; work and marks stay for a return."""
    if Enrolment.objects.filter(pk=enrolment.pk, left=None).update(left=now):
        tell(enrolment, sentence(enrolment, "left", activity.course(enrolment.run.course.slug), now), now)
        invite_next(enrolment.run, now)

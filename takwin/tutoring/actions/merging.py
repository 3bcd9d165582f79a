"""Two takings of one run become one: what tutors know of a learner."""

from datetime import datetime

from takwin.learning.models import Enrolment
from takwin.tutoring.models import Care, Case, Duty, Entry, Pulse


def merge(goes: Enrolment, stays: Enrolment, now: datetime) -> None:
    """Cases, messages and duties of `goes` are those of `stays`; where both have an open case of one kind, that of `goes` is closed, and
    what was due twice is due once. In the caller's transaction."""
    mine = Case.objects.filter(enrolment=stays, closed=None).values("kind")
    Case.objects.filter(enrolment=goes, closed=None, kind__in=mine).update(closed=now, outcome=Case.Outcome.SETTLED)
    due = Duty.objects.filter(enrolment=stays, outcome="").values("of")
    Duty.objects.filter(enrolment=goes, outcome="", of__in=due).update(outcome=Duty.Outcome.MOOT, ended=now)
    if Care.objects.filter(enrolment=stays).exists():
        Care.objects.filter(enrolment=goes).delete()
    for table in (Care, Case, Duty, Entry, Pulse):
        table._default_manager.filter(enrolment=goes).update(enrolment=stays)

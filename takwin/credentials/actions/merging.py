"""Two takings of one run become one: of their credentials one stands."""

from datetime import datetime

from takwin.accounts.models import Person
from takwin.credentials.actions import lists
from takwin.credentials.models import Credential, Decision
from takwin.learning.models import Enrolment


def merge(goes: Enrolment, stays: Enrolment, by: Person, now: datetime) -> None:
    """The credentials of `goes` are those of `stays`. Where that has its own, it replaces them: the last of them is revoked, and leads
    to it. In the caller's transaction."""
    first = Credential.objects.filter(enrolment=stays, replaces=None).first()
    last = Credential.objects.filter(enrolment=goes, replaced_by=None).first()
    if last is None:
        return
    if first is not None:
        Credential.objects.filter(pk=first.pk).update(replaces=last)
        if last.revoked is None:
            Credential.objects.filter(pk=last.pk).update(revoked=now, suspended=None)
            lists.mark(last, "revocation", True, now)
            last.reviews.filter(decision=None).delete()
        Decision.objects.create(credential=last, by=by, what="merged", reason="", at=now)
    Credential.objects.filter(enrolment=goes).update(enrolment=stays)

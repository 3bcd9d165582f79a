"""What the notebook holds about a person."""

from datetime import datetime

from django.utils.translation import gettext

from takwin.accounts.models import Person
from takwin.learning.queries import merged
from takwin.notebook.models import Writing


def export(person: Person) -> dict[str, object]:
    """Every text as it stands, and its versions before."""
    found = Writing.objects.filter(enrolment__person=person).select_related("enrolment__run__course")
    return {
        "notebook": [
            {
                "course": one.enrolment.run.course.slug,
                "kind": one.kind,
                "place": one.place,
                "text": one.text,
                "at": one.at.isoformat(),
            }
            for one in found.order_by("enrolment", "kind", "place", "at").iterator(500)
        ]
    }


def erase(person: Person, now: datetime) -> None:
    """Forget every text; that something was written stays with the pseudonymous record."""
    Writing.objects.filter(enrolment__person=person).delete()


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """Of two texts at one place the newer stands, and the other is an earlier version of it."""
    for goes, stays in merged(kept):
        Writing.objects.filter(enrolment=goes).update(enrolment=stays)


def held(person: Person) -> list[tuple[str, int]]:
    """Notes and drafts, each version counted."""
    return [(gettext("Notes and drafts"), Writing.objects.filter(enrolment__person=person).count())]

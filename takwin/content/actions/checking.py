"""The checklist before a course is opened: who answers for it, and what was ticked."""

from datetime import datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.content.actions.journal import note
from takwin.content.models import Course, Member, Tick


@transaction.atomic
def tick(course: Course, point: str, by: Person, now: datetime, said: str = "") -> None:
    """Say that a point is as it should be; whoever says it again answers for it from then on."""
    newest = course.releases.order_by("-number").values_list("number", flat=True).first() or 0
    told = {"by": by, "at": now, "note": said[:300], "release": newest}
    Tick.objects.update_or_create(course=course, item=point, defaults=told)
    note(course, by, "ticked", now, item=point)


@transaction.atomic
def untick(course: Course, point: str, by: Person, now: datetime) -> None:
    """Take a tick back."""
    if Tick.objects.filter(course=course, item=point).delete()[0]:
        note(course, by, "unticked", now, item=point)


@transaction.atomic
def name_caretaker(course: Course, person: Person, by: Person, now: datetime) -> None:
    """Name the member of the team who answers for the checklist. Raises Member.DoesNotExist."""
    Member.objects.get(course=course, person=person)
    if Course.objects.filter(pk=course.pk).exclude(caretaker=person).update(caretaker=person):
        note(course, by, "caretaker", now, about=person)

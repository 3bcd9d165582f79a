"""Reads of private texts."""

from operator import attrgetter

from takwin.learning.models import Enrolment
from takwin.notebook.models import Writing


def versions(enrolment: Enrolment, kind: str, place: str) -> list[Writing]:
    """What was written in one place, the newest first."""
    found = Writing.objects.filter(enrolment=enrolment, kind=kind, place=place)
    return sorted(found, key=lambda one: (one.at, one.uid.bytes), reverse=True)


def newest(enrolment: Enrolment, kind: str) -> dict[str, str]:
    """The text as it stands now in each place where there is one."""
    order: dict[str, Writing] = {}
    rows = Writing.objects.filter(enrolment=enrolment, kind=kind).only("uid", "place", "at")
    for one in sorted(rows, key=lambda one: (one.at, one.uid.bytes)):
        order[one.place] = one
    texts = Writing.objects.in_bulk([one.uid for one in order.values()])
    return {one.place: one.text for one in sorted(texts.values(), key=attrgetter("place")) if one.text}

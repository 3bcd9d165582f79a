"""Reads of private texts."""

from operator import attrgetter
from uuid import UUID

from django.db.models import QuerySet

from takwin.database.prepared import Prepared
from takwin.learning.models import Enrolment
from takwin.notebook.models import KEPT, Writing


def versions(enrolment: Enrolment, kind: str, place: str) -> list[Writing]:
    """What was written in one place, the newest first."""
    found = Writing.objects.filter(enrolment=enrolment, kind=kind, place=place)
    return sorted(found, key=lambda one: (one.at, one.uid.bytes), reverse=True)


def _beyond(enrolment: int, kind: str, place: str) -> QuerySet[Writing, UUID]:
    found = Writing.objects.filter(enrolment=enrolment, kind=kind, place=place)
    return found.order_by("-at", "-uid").values_list("pk", flat=True)[KEPT:]


BEYOND = Prepared(_beyond, -1, "kind", "place")


def too_old(enrolment: Enrolment, kind: str, place: str) -> list[UUID]:
    """The versions of one place that are no longer kept, by name."""
    return BEYOND(enrolment.pk, kind, place)


def newest(enrolment: Enrolment) -> dict[str, dict[str, str]]:
    """By kind the text as it stands now in each place where there is one; in two queries, in one where nothing was written."""
    order: dict[tuple[str, str], Writing] = {}
    rows = Writing.objects.filter(enrolment=enrolment).only("uid", "kind", "place", "at")
    for one in sorted(rows, key=lambda one: (one.at, one.uid.bytes)):
        order[one.kind, one.place] = one
    found: dict[str, dict[str, str]] = {kind: {} for kind in Writing.Kind.values}
    texts = Writing.objects.in_bulk([one.uid for one in order.values()]) if order else {}
    for one in sorted(texts.values(), key=attrgetter("place")):
        if one.text:
            found[one.kind][one.place] = one.text
    return found

"""What the relay holds about a person."""

from datetime import datetime

from takwin.accounts.actions import hand_over
from takwin.accounts.models import Person
from takwin.learning.queries import merged
from takwin.relay.models import Box, Guest


def export(person: Person) -> dict[str, object]:
    """On which centres' boxes the person's courses are known, and the boxes that they invited."""
    known = Guest.objects.filter(enrolment__person=person).select_related("box__node", "enrolment__run__course")
    return {
        "known_to_boxes": [
            {"centre": one.box.node.name_in(person.language), "course": one.enrolment.run.course.slug}
            for one in known.order_by("pk")
        ],
        "boxes_invited": list(Box.objects.filter(by=person).values("created", "closed")),
    }


def erase(person: Person, now: datetime) -> None:
    """That an enrolment was told to a box stays, without the name, which `Person` loses by itself: so that the box is told to erase it too."""
    Box.objects.filter(by=person).update(by=None)


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """A box that knows an enrolment by the one account may tell acts of it still; boxes that the person invited are the other account's."""
    hand_over(kept, gone, (Box, "by"))
    for goes, stays in merged(kept):
        told = Guest.objects.filter(enrolment=stays).values("box")
        Guest.objects.bulk_create(
            Guest(box=one.box, enrolment=stays) for one in Guest.objects.filter(enrolment=goes).exclude(box__in=told)
        )

"""People are moved from one group of a run to another."""

from datetime import datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.content.actions import note
from takwin.learning import queries
from takwin.learning.models import Enrolment, InGroup
from takwin.lib.ids import derived
from takwin.lib.text import N_
from takwin.notices import actions as notices

MOVED = N_("You are now in group %(group)s of your course; all that you have done stays as it is.")


@transaction.atomic
def move_to_group(enrolment: Enrolment, group: int, by: Person, now: datetime) -> bool:
    """Put somebody into another group of their run; False where they are in it. Nothing of their work is touched; the person is told, and the team's
    journal says who moved them."""
    before = queries.my_group(enrolment)
    if enrolment.person is None or not before or before == group:
        return False
    InGroup.objects.update_or_create(enrolment=enrolment, defaults={"number": group})
    note(enrolment.run.course, by, "grouped", now, enrolment.person, before=before, group=group, of=enrolment.run.slug)
    notices.tell(
        enrolment.person,
        cause=derived(enrolment.uid, f"group {group} {now.isoformat()}"),
        message=MOVED,
        values={"group": group},
        link=f"/courses/{enrolment.run.course.slug}/people/",
        now=now,
    )
    return True

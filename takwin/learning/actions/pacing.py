"""What a person has of their own in a run: a weekly plan, and days beyond the dates of others."""

from datetime import datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.content.actions import note
from takwin.learning.models import Enrolment, OwnPace, Run
from takwin.lib.ids import derived
from takwin.lib.text import N_
from takwin.notices import actions as notices


@transaction.atomic
def plan_week(enrolment: Enrolment, minutes: int, now: datetime) -> None:
    """The person says how many minutes a week they have; 0: they plan no longer. The plan begins now."""
    own, _ = OwnPace.objects.get_or_create(enrolment=enrolment)
    own.minutes, own.since = minutes, now if minutes else None
    own.save(update_fields=["minutes", "since"])


@transaction.atomic
def give_days(enrolment: Enrolment, days: int, by: Person, now: datetime) -> bool:
    """Give a person days beyond the dates of others in all of a run; False where they have them. The person is told, and the team's
    journal says who gave them."""
    own, _ = OwnPace.objects.select_for_update().get_or_create(enrolment=enrolment)
    if own.days == days or enrolment.person is None:
        return False
    own.days = days
    own.save(update_fields=["days"])
    Run.objects.filter(pk=enrolment.run_id).update(guided=True)
    note(enrolment.run.course, by, "extension", now, enrolment.person, days=days, of=enrolment.run.slug)
    notices.tell(
        enrolment.person,
        cause=derived(enrolment.uid, f"days {days} {now.isoformat()}"),
        message=N_("Days that you now have beyond the dates of others in this course: %(days)s."),
        values={"days": days},
        link=f"/courses/{enrolment.run.course.slug}/plan/",
        now=now,
    )
    return True

"""What learning holds about a person."""

from datetime import datetime

from django.utils.translation import gettext

from takwin.accounts.models import Person
from takwin.learning import actions
from takwin.learning.models import Enrolment, InGroup, Invitation, OwnPace, TakenOut, Waiting
from takwin.records.queries import about


def export(person: Person) -> dict[str, object]:
    """Courses taken, progress, and every sentence of the record about the person."""
    enrolments = Enrolment.objects.filter(person=person).select_related("run__course", "release", "progress")
    return {
        "courses": [_course(enrolment) for enrolment in enrolments],
        "record": [
            {
                "id": str(told.id),
                "verb": told.verb,
                "activity": told.activity,
                "at": told.at.isoformat(),
                "result": dict(told.result),
            }
            for told in about(person.pseudonym)
        ],
        "waiting for": [
            {"course": one.run.course.slug, "run": one.run.slug, "since": one.since, "seat kept until": one.until}
            for one in Waiting.objects.filter(person=person).select_related("run__course")
        ],
        "invitations taken": [
            {"course": one.run.course.slug, "run": one.run.slug, "address": one.email, "at": one.used}
            for one in Invitation.objects.filter(used_by=person).select_related("run__course")
        ],
        "invitations sent": Invitation.objects.filter(by=person).count(),
    }


def _course(enrolment: Enrolment) -> dict[str, object]:
    return {
        "course": enrolment.run.course.slug,
        "release": enrolment.release.digest,
        "joined": enrolment.enrolled.isoformat(),
        "left": enrolment.left.isoformat() if enrolment.left else None,
        "taken out": TakenOut.objects.filter(enrolment=enrolment).values_list("at", flat=True).first(),
        "last step": enrolment.last_step,
        "progress": enrolment.progress.state,
        "moved to group": InGroup.objects.filter(enrolment=enrolment).values_list("number", flat=True).first(),
        "own pace": OwnPace.objects.filter(enrolment=enrolment).values("days", "minutes", "since").first(),
    }


def erase(person: Person, now: datetime) -> None:
    """Leave every course and waiting list; the sentences stay, under a pseudonym that no longer leads to anybody."""
    for enrolment in Enrolment.objects.filter(person=person, left=None).select_related("run__course", "person"):
        actions.leave(enrolment, now)
    Invitation.objects.filter(used_by=person).delete()
    if person.email:
        Invitation.objects.filter(email__iexact=person.email).delete()  # nobody has used these
    for one in Waiting.objects.filter(person=person).select_related("run"):
        actions.give_back(person, one.run, now)


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """Runs, waiting lists and invitations; two takings of one run become one."""
    actions.merge(kept, gone, now)


def held(person: Person) -> list[tuple[str, int]]:
    """Courses taken or waited for."""
    return [(gettext("Courses"), Enrolment.objects.filter(person=person).count())]

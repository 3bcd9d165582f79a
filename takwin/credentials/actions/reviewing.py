"""Notice which credentials tell other marks than the record does, and ask the course team; nothing is withdrawn by itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from takwin.accounts.models import Person
from takwin.content.models import Course
from takwin.credentials import badge, composing, evidence
from takwin.credentials.actions import issuing
from takwin.credentials.actions.issuing import Earned
from takwin.credentials.models import Credential, Review
from takwin.learning import queries as learning
from takwin.learning.counting import summary
from takwin.learning.models import Enrolment, Run
from takwin.lib.ids import HOUSE, derived
from takwin.lib.text import N_
from takwin.notices.actions import tell
from takwin.records.queries import milliseconds


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a credential would tell if it were issued now (as `evidence.tells`), and whether the course would be completed."""

    tells: dict[str, str]
    met: bool


def weigh(achieved: Earned) -> Weighed:
    """What somebody's marks amount to."""
    outline = achieved.release.outline
    works = composing.assessed(outline, achieved.counts, outline["languages"][0])
    return Weighed(badge.marks(works), summary(achieved.state, achieved.rules).met)


def review_run(run: Run, moved: datetime, now: datetime) -> None:
    """Look at every credential of a run right after it moved at `moved`; followers look again for certainty."""
    standing = Credential.objects.filter(enrolment__run=run, revoked=None).exclude(signed="")
    for uid in standing.order_by("pk").values_list("enrolment__uid", flat=True):
        review(uid, moved, now)


@transaction.atomic
def review(registration: UUID, changed: datetime, now: datetime, *, late: bool = False) -> Review | None:
    """Open a review of the credential that stands for an enrolment, if it tells other marks since `changed`; bring an open one up to
    date, or drop it where nothing differs any more. What the team let stand is asked again only when marks change again. Acts that came
    `late` from a device open one also where the course would no longer be completed."""
    enrolment = (
        Enrolment.objects.select_related("run__course", "merged_into__run__course").filter(uid=registration).first()
    )
    enrolment = enrolment and (enrolment.merged_into or enrolment)
    if enrolment is None or not (standing := _standing(enrolment)):
        return None
    achieved = issuing.earned_again(enrolment, now)
    if achieved is None:
        return None
    weighed = weigh(achieved)
    asked = Review.objects.filter(credential__enrolment=enrolment).order_by("-pk").first()
    if weighed.tells == evidence.tells(standing.signed) and (weighed.met or not late):
        done = {"decision": None} if weighed.met else {"decision": None, "met": True}
        standing.reviews.filter(**done).delete()
        return None
    if asked and asked.decision_id and (asked.tells, asked.met) == (weighed.tells, weighed.met):
        return None
    cause = derived(HOUSE, f"run {enrolment.run_id} moved {milliseconds(changed)}")
    values = {"cause": cause, "tells": weighed.tells, "met": weighed.met}
    found, _ = Review.objects.update_or_create(
        credential=standing, decision=None, defaults=values, create_defaults={**values, "found": now}
    )
    _ask(enrolment.run.course, achieved, cause, now)
    return found


def _standing(enrolment: Enrolment) -> Credential | None:
    """The credential that stands for an enrolment, once nobody else decides about it."""
    if not enrolment.credentials.filter(revoked=None).exclude(signed="").exists():
        return None
    learning.locked(enrolment)
    return enrolment.credentials.select_for_update().filter(revoked=None).exclude(signed="").first()


def _ask(course: Course, achieved: Earned, cause: UUID, now: datetime) -> None:
    """Tell the team once for each move; administrators where a course has no team."""
    people = Person.objects.filter(is_active=True)
    team = people.filter(teams__course=course)
    title = achieved.release.outline["title"]
    for person in team if team.exists() else people.filter(is_staff=True):
        tell(
            person,
            cause=cause,
            message=N_(
                "Marks changed on which credentials of “%(course)s” rest. They stay valid until you decide about each."
            ),
            values={"course": composing.within(achieved.release.outline, title, person.language)},
            link=reverse("course-credentials", args=[course.slug]),
            now=now,
        )

"""The tutors of a run: named, away for some days, gone; and what they had is handed over."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.content.actions import note as journal
from takwin.learning.actions import tutored
from takwin.learning.models import Run
from takwin.lib.ids import HOUSE, derived
from takwin.lib.text import N_
from takwin.notices import actions as notices
from takwin.tutoring import queries
from takwin.tutoring.actions.balancing import hand_over, relieve, suit, take_over
from takwin.tutoring.actions.looking import look_again
from takwin.tutoring.models import Tutor

NAMED = N_("You are now a tutor of a run of “%(course)s”.")


@transaction.atomic
def appoint(run: Run, person: Person, roles: Iterable[str], minutes: int, by: Person, now: datetime) -> Tutor:
    """Name a tutor, or change what one does. They are told; they take their part of what nobody has begun, and what is due is looked for in the
    background."""
    told = {"roles": " ".join(sorted(roles)), "minutes": minutes}
    found, fresh = Tutor.objects.update_or_create(
        run=run, person=person, ended=None, defaults=told, create_defaults={**told, "since": now}
    )
    if fresh:
        tutored(run, True)
        journal(run.course, by, "tutor-named", now, person, run=run.name or run.slug, of=run.slug)
        notices.tell(
            person,
            cause=derived(HOUSE, f"tutor {found.pk}"),
            message=NAMED,
            values={"course": _title(run, person.language)},
            link=f"/tutoring/{run.course.slug}/{run.slug}/",
            now=now,
        )
        take_over(run, now)
        relieve(found)
        look_again.enqueue(run.pk)
    suit(run, now)
    return found


def _title(run: Run, language: str) -> str:
    titles = run.release.outline["title"]
    return str(titles.get(language) or next(iter(titles.values())))


@transaction.atomic
def arrange(tutor: Tutor, minutes: int, away_from: date | None, away_until: date | None) -> None:
    """How many minutes a week a tutor has, and the days they are away."""
    Tutor.objects.filter(pk=tutor.pk).update(minutes=minutes, away_from=away_from, away_until=away_until)
    tutor.minutes, tutor.away_from, tutor.away_until = minutes, away_from, away_until


@transaction.atomic
def dismiss(tutor: Tutor, by: Person | None, now: datetime) -> int:
    """A tutor goes: everything that waits for them, their cases and their learners go to the others; how much was handed over."""
    if not Tutor.objects.filter(pk=tutor.pk, ended=None).update(ended=now):
        return 0
    journal(
        tutor.run.course, by, "tutor-gone", now, tutor.person, run=tutor.run.name or tutor.run.slug, of=tutor.run.slug
    )
    handed = hand_over(tutor, now)
    tutored(tutor.run, queries.has_tutors(tutor.run))
    return handed

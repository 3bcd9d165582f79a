"""The tutors of a run: named, away for some days, gone; and what they had is handed over."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.content.actions import note as journal
from takwin.learning import queries as learning
from takwin.learning.actions import tutored
from takwin.learning.models import Run
from takwin.lib.ids import HOUSE, derived
from takwin.lib.text import N_
from takwin.notices import actions as notices
from takwin.tutoring import queries, sharing
from takwin.tutoring.actions.looking import look_again
from takwin.tutoring.models import Care, Case, Duty, Tutor

NAMED = N_("You are now a tutor of a run of “%(course)s”.")


@transaction.atomic
def appoint(run: Run, person: Person, roles: Iterable[str], minutes: int, by: Person, now: datetime) -> Tutor:
    """Name a tutor, or change what one does. They are told; what is due is looked for in the background."""
    told = {"roles": " ".join(sorted(roles)), "minutes": minutes}
    found, fresh = Tutor.objects.update_or_create(
        run=run, person=person, ended=None, defaults=told, create_defaults={**told, "since": now}
    )
    if fresh:
        tutored(run, True)
        journal(run.course, by, "tutor-named", now, person, name=person.name, run=run.name or run.slug)
        notices.tell(
            person,
            cause=derived(HOUSE, f"tutor {found.pk}"),
            message=NAMED,
            values={"course": _title(run, person.language)},
            link=f"/tutoring/{run.course.slug}/{run.slug}/",
            now=now,
        )
        take_over(run, now)
        look_again.enqueue(run.pk)
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
    name = tutor.person.name if tutor.person else ""
    journal(tutor.run.course, by, "tutor-gone", now, tutor.person, name=name, run=tutor.run.name or tutor.run.slug)
    handed = hand_over(tutor, now)
    tutored(tutor.run, queries.has_tutors(tutor.run))
    return handed


@transaction.atomic
def hand_over(tutor: Tutor, now: datetime) -> int:
    """Share what one tutor has out among the others of the run; without any it waits for somebody to be named."""
    return _shared_out(Run.objects.select_for_update().get(pk=tutor.run_id), tutor, now)


@transaction.atomic
def take_over(run: Run, now: datetime) -> int:
    """Share out what waits for nobody."""
    return _shared_out(Run.objects.select_for_update().get(pk=run.pk), None, now)


def _shared_out(run: Run, tutor: Tutor | None, now: datetime) -> int:
    there = [one for one in queries.shared(run) if tutor is None or one.pk != tutor.pk]
    given = sharing.entrusted(there, _held(run), _of(tutor))
    for to in {*given.values()}:
        Care.objects.filter(pk__in=[one for one, chosen in given.items() if chosen == to]).update(tutor=to)
    day = now.astimezone(learning.ZONE).date()
    many = 0
    for duty in Duty.objects.filter(run=run, tutor=tutor, outcome="").order_by("until", "pk"):
        chosen = sharing.choose(there, duty.role, given.get(duty.enrolment_id or 0), day)
        there = sharing.loaded(there, chosen.pk, duty.minutes) if chosen else there
        Duty.objects.filter(pk=duty.pk).update(tutor=chosen.pk if chosen else None)
        if duty.case_id:
            Case.objects.filter(pk=duty.case_id, tutor=tutor).update(tutor=chosen.pk if chosen else None)
        many += 1
    for case in Case.objects.filter(run=run, tutor=tutor, closed=None).order_by("since", "pk"):
        chosen = sharing.choose(there, "", given.get(case.enrolment_id), day)
        Case.objects.filter(pk=case.pk).update(tutor=chosen.pk if chosen else None)
        many += 1
    return many


def _of(tutor: Tutor | None) -> list[int]:
    return list(Care.objects.filter(tutor=tutor).values_list("pk", flat=True)) if tutor else []


def _held(run: Run) -> dict[int, int]:
    found: dict[int, int] = {}
    for tutor in Care.objects.filter(enrolment__run=run).values_list("tutor_id", flat=True):
        found[tutor] = found.get(tutor, 0) + 1
    return found

"""Remind people of deadlines that come: once a day, each person once of each day."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from takwin.content.queries import outline
from takwin.learning import queries
from takwin.learning.models import Enrolment, Run
from takwin.learning.reminding import Reminder, may_be_due, reminders
from takwin.lib.ids import derived
from takwin.lib.text import N_
from takwin.notices import actions as notices

MORNING = 4
"""The hour from which a day's reminders are made: before the daily letters leave."""


def remind(now: datetime) -> int:
    """Tell everybody who has something to be done in the next days and has not done it; how many were told something. A run that was
    looked at today is left alone until tomorrow."""
    here = now.astimezone(queries.ZONE)
    if here.hour < MORNING:
        return 0
    told = 0
    for run in _to_be_looked_at(here.date(), now):
        told += sum(_remind(one, here.date(), now) for one in _people(run, here.date()))
        Run.objects.filter(pk=run.pk).update(reminded=here.date())
    return told


def _to_be_looked_at(today: date, now: datetime) -> QuerySet[Run]:
    runs = Run.objects.filter(Q(closes=None) | Q(closes__gt=now), guided=True, course__archived=None)
    return runs.exclude(reminded=today).select_related("course", "release")


def _people(run: Run, today: date) -> list[Enrolment]:
    taking = Enrolment.objects.filter(run=run, left=None, person__is_active=True, progress__completed=None)
    if not may_be_due(run.rules, today):
        taking = taking.filter(pace__days__gt=0)
    if run.rules.pace == "plan":
        taking = taking.filter(pace__minutes__gt=0)
    if run.rules.pace == "free":
        return []
    return list(taking.select_related("run__course", "progress", "person"))


def _remind(enrolment: Enrolment, today: date, now: datetime) -> bool:
    state = queries.state(enrolment)
    found = reminders(queries.way(enrolment).gates(state, now), state.done, today, queries.ZONE)
    return sum(_tell(enrolment, one, now) for one in found) > 0


def _tell(enrolment: Enrolment, one: Reminder, now: datetime) -> bool:
    if enrolment.person is None:
        return False
    titles, day = outline(enrolment.release_id)["title"], one.day.isoformat()
    return notices.tell(
        enrolment.person,
        cause=derived(enrolment.uid, f"due {day}"),
        message=N_("Until %(day)s there is still something to do in “%(course)s”. Steps: %(steps)s."),
        values={
            "day": {"on": day},
            "course": titles.get(enrolment.person.language) or next(iter(titles.values())),
            "steps": one.steps,
        },
        link=f"/courses/{enrolment.run.course.slug}/plan/",
        now=now,
    )

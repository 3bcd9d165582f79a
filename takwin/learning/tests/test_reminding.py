"""Reminders: of what comes and is not done, once; also for those with days of their own."""

from datetime import UTC, date, datetime, timedelta

import pytest

from takwin.accounts.models import Person
from takwin.learning import actions
from takwin.learning.models import Enrolment
from takwin.learning.run import Policy, Span
from takwin.learning.tests import builders
from takwin.notices.models import Notice

pytestmark = pytest.mark.db
DAY = date(2027, 2, 10)
NOON = datetime(2027, 2, 9, 12, tzinfo=UTC)


def dated(person: Person, by: Person) -> Enrolment:
    found = builders.enrolment(person)
    policy = Policy(pace="fixed", schedule={"one": Span(None, DAY), "two": Span(None, DAY + timedelta(days=7))})
    actions.set_policy(found.run, policy, by, NOON)
    found.refresh_from_db()
    return found


def test_somebody_is_reminded_once_of_what_comes(amina: Person, ghizlane: Person) -> None:
    taking = dated(amina, ghizlane)
    assert actions.remind(NOON - timedelta(days=5)) == 0
    assert actions.remind(NOON.replace(hour=2)) == 0, "not in the night"
    assert actions.remind(NOON) == 1
    assert actions.remind(NOON + timedelta(hours=1)) == 0
    assert actions.remind(NOON + timedelta(days=1)) == 0, "told already"
    (notice,) = Notice.objects.filter(person=amina)
    assert f"{DAY.day} février 2027" in notice.text
    assert notice.values["steps"] == 2
    assert notice.link == f"/courses/{taking.run.course.slug}/plan/"


def test_nobody_is_reminded_of_what_is_done_or_left(amina: Person, brahim: Person, ghizlane: Person) -> None:
    taking = dated(amina, ghizlane)
    for step in ("one/a", "one/b"):
        actions.finish_step(taking, step, NOON - timedelta(days=3))
    actions.leave(actions.enrol(brahim, taking.run, NOON), NOON)
    assert actions.remind(NOON) == 0


def test_days_of_their_own_move_the_reminder(amina: Person, ghizlane: Person) -> None:
    actions.give_days(dated(amina, ghizlane), 4, ghizlane, NOON)
    Notice.objects.all().delete()
    assert actions.remind(NOON) == 0
    assert actions.remind(NOON + timedelta(days=4)) == 1


def test_a_weekly_plan_reminds_too(amina: Person, ghizlane: Person) -> None:
    taking = builders.enrolment(amina)
    actions.set_policy(taking.run, Policy(pace="plan"), ghizlane, NOON)
    taking.refresh_from_db()
    actions.plan_week(taking, 20, NOON)
    assert actions.remind(NOON + timedelta(days=1)) == 0
    assert actions.remind(NOON + timedelta(days=5)) == 1

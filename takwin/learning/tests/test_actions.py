"""Joining, studying, completing, leaving, moving."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.learning import actions, queries
from takwin.learning.models import Enrolment, Progress
from takwin.learning.progress import State
from takwin.learning.tests import builders
from takwin.lib.ids import uuid7
from takwin.records.models import Sentence
from takwin.records.queries import history
from takwin.records.statement import Statement

pytestmark = pytest.mark.django_db


def verbs(enrolment: Enrolment) -> list[str]:
    return [statement.verb for statement in history(enrolment.uid)]


def give_mark(enrolment: Enrolment, mark: int, minutes: int = 0) -> Statement:
    now = timezone.now() + timedelta(minutes=minutes)
    result = {"n": 1, "raw": mark, "max": 200, "asked": "a"}
    told = actions.sentence(enrolment, "answered", "course/essai/item/q2", now, result)
    actions.tell(enrolment, told, now)
    return told


def test_joining_twice_is_joining_once(amina: Person) -> None:
    first = builders.enrolment(amina)
    assert actions.enrol(amina, first.run, timezone.now()) == first
    assert verbs(first) == ["registered"]


def test_coming_back_finds_the_work(amina: Person) -> None:
    enrolment = builders.enrolment(amina)
    actions.finish_step(enrolment, "one/a", timezone.now())
    actions.leave(enrolment, timezone.now())
    assert queries.enrolment(amina, "essai") is None
    again = actions.enrol(amina, enrolment.run, timezone.now())
    assert again == enrolment
    assert queries.standing(queries.enrolment(amina, "essai") or again).done == 1


def test_opening_a_step_is_told_once_and_remembered(amina: Person) -> None:
    enrolment = builders.enrolment(amina)
    for step in ("one/a", "one/b", "one/a"):
        found = queries.enrolment(amina, "essai")
        assert found is not None
        actions.open_step(found, step, timezone.now())
    enrolment.refresh_from_db()
    assert enrolment.last_step == "one/a"
    assert verbs(enrolment).count("experienced") == 2


def test_completing_is_told_once_with_what_was_earned(amina: Person) -> None:
    enrolment = builders.enrolment(amina)
    give_mark(enrolment, 200)
    for step in [*builders.STEPS, builders.STEPS[0]]:
        actions.finish_step(enrolment, step, timezone.now())
    told = [statement for statement in history(enrolment.uid) if statement.verb == "completed"]
    assert [dict(one.result) for one in told] == [
        {"raw": 200, "max": 300, "steps": 3, "release": enrolment.release.digest}
    ]
    assert Progress.objects.get(enrolment=enrolment).completed is not None


def test_a_late_act_is_folded_in_its_place(amina: Person) -> None:
    enrolment = builders.enrolment(amina)
    give_mark(enrolment, 50)
    give_mark(enrolment, 180, minutes=-90)
    row = Progress.objects.get(enrolment=enrolment)
    assert row.mark == 180
    assert State.from_json(row.state).answers["q2"].marks == {1: 180, 2: 50}, (
        "the earlier one is the first, whenever it came"
    )


def test_rebuilding_changes_nothing(amina: Person, brahim: Person) -> None:
    run = builders.run()
    for person in (amina, brahim):
        enrolment = actions.enrol(person, run, timezone.now())
        give_mark(enrolment, 180)
        for step in builders.STEPS:
            actions.finish_step(enrolment, step, timezone.now())
    assert actions.rebuild() == actions.Rebuilt(rows=2, changed=0)
    Progress.objects.update(state={}, done=0, mark=0, completed=None)
    assert actions.rebuild() == actions.Rebuilt(rows=2, changed=2)


def test_moving_keeps_the_marks_of_unchanged_questions(amina: Person) -> None:
    enrolment = builders.enrolment(amina)
    give_mark(enrolment, 150)
    changed = builders.outline({"q1": builders.item(asked="b"), "q2": builders.item(200), "q3": builders.item()})
    actions.move_enrolment(enrolment, builders.release(changed, number=2), timezone.now())
    assert Progress.objects.get(enrolment=enrolment).mark == 150
    again = builders.outline({"q2": builders.item(200, asked="b")})
    actions.move_enrolment(enrolment, builders.release(again, number=3), timezone.now())
    assert Progress.objects.get(enrolment=enrolment).mark == 0


def test_nothing_is_kept_when_the_record_refuses(amina: Person) -> None:
    enrolment = builders.enrolment(amina)
    before = Sentence.objects.count()
    told = actions.sentence(
        enrolment, "answered", "course/essai/item/q2", timezone.now(), {"n": 1, "raw": 1, "asked": "a"}, uuid7()
    )
    actions.tell(enrolment, told, timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.tell(enrolment, told, timezone.now())
    assert Sentence.objects.count() == before + 1


def test_what_meets_a_move_on_its_way_counts_on_the_new_release(amina: Person) -> None:
    enrolment = builders.enrolment(amina, builders.outline({}, steps=100, mark=0))
    on_its_way = Enrolment.objects.select_related("run__course", "person").get(pk=enrolment.pk)
    newer = builders.release(builders.outline({}, steps=30, mark=0), number=2)
    actions.move_enrolment(enrolment, newer, timezone.now())
    actions.finish_step(on_its_way, "one/a", timezone.now())
    assert Progress.objects.get().completed is not None
    assert actions.rebuild().changed == 0


def test_nobody_joins_the_release_that_a_run_has_left(amina: Person) -> None:
    seen = builders.run()
    newer = builders.release(number=2)
    type(seen).objects.filter(pk=seen.pk).update(release=newer)
    assert actions.enrol(amina, seen, timezone.now()).release == newer


def test_a_task_is_declared_once_and_may_be_taken_back(amina: Person) -> None:
    enrolment = builders.enrolment(amina, builders.outline(tasks=0))
    for done in (True, True, False, False, True):
        state = actions.declare_task(enrolment, "t1", done, timezone.now())
    assert state.declared == {"t1"}
    assert verbs(enrolment) == ["registered", "declared", "retracted", "declared"]
    assert actions.rebuild().changed == 0


def test_a_declared_task_can_complete_a_course_and_taking_it_back_does_not_undo_it(amina: Person) -> None:
    enrolment = builders.enrolment(amina, builders.outline({}, steps=0, mark=0, tasks=50))
    assert actions.declare_task(enrolment, "t2", True, timezone.now()).completed
    assert actions.declare_task(enrolment, "t2", False, timezone.now()).completed
    assert verbs(enrolment).count("completed") == 1

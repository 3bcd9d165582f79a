"""A wrong key is corrected openly: who, when, why, whose mark; unchanged questions keep theirs."""

from uuid import uuid4

import pytest
from django.utils import timezone

from takwin.accounts.mine import erase_everywhere
from takwin.accounts.models import Person
from takwin.assessment import actions, queries
from takwin.assessment.models import Attempt, CorrectedMark, Correction
from takwin.assessment.tests.builders import again, answer, enrolment, release
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Progress, Run
from takwin.notices import actions as notices
from takwin.notices.models import Notice
from takwin.records.models import Sentence
from takwin.records.queries import history

REASON = "Douze, et non sept."
EVEN = ("c1", "c3")


def move(run: Run, by: Person, **changed: str) -> list[Correction]:
    run.refresh_from_db()
    return actions.move_run(run, release(**changed), by, REASON, timezone.now())


def test_a_corrected_key_marks_again_and_tells_the_person(amina: Person, ghizlane: Person) -> None:
    who = enrolment(amina, release(answer="7"))
    answer(who, "12", EVEN)
    (correction,) = move(who.run, ghizlane, answer="12")
    assert (correction.item, correction.by, correction.reason) == ("sum", ghizlane, REASON)
    (change,) = queries.corrected(again(who))
    assert (change.was, change.became, change.attempt.item) == (0, 100, "sum")
    assert Progress.objects.get().mark == 300
    assert Attempt.objects.get(item="sum").mark == 100
    assert Notice.objects.get(person=amina).values == {"reason": REASON}


def test_the_record_keeps_both_marks(amina: Person, ghizlane: Person) -> None:
    who = enrolment(amina, release(answer="7"))
    answer(who, "12")
    move(who.run, ghizlane)
    told = [(one.verb, one.result["raw"]) for one in history(who.uid) if one.activity.endswith("/sum")]
    assert told == [("answered", 0), ("scored", 100)]


def test_a_mark_may_also_sink(amina: Person, ghizlane: Person) -> None:
    who = enrolment(amina, release(answer="7"))
    answer(who, "7")
    move(who.run, ghizlane, answer="12")
    assert Progress.objects.get().mark == 0


def test_who_loses_nothing_is_not_told(amina: Person, brahim: Person, ghizlane: Person) -> None:
    first = enrolment(amina, release(answer="7"))
    learning.enrol(brahim, first.run, timezone.now())
    answer(first, "12")
    answer(again(Enrolment.objects.get(person=brahim)), "99")
    move(first.run, ghizlane)
    assert [notice.person for notice in Notice.objects.all()] == [amina]
    assert CorrectedMark.objects.count() == 1


def test_more_points_for_a_question_are_a_correction_too(amina: Person, ghizlane: Person) -> None:
    who = enrolment(amina)
    answer(who, "12")
    move(who.run, ghizlane, points="3")
    assert (Attempt.objects.get(item="sum").mark, Progress.objects.get().mark) == (300, 300)


def test_a_question_that_asks_something_else_is_open_again(amina: Person, ghizlane: Person) -> None:
    who = enrolment(amina)
    answer(who, "12", EVEN)
    assert [(one.item, one.what, one.answers) for one in actions.changes(who.run, release(prompt="Six et sept ?", answer="13"))] == [
        ("warm-up", "same", 0), ("sum", "asked", 1), ("even", "same", 0),
    ]  # fmt: skip
    assert move(who.run, ghizlane, prompt="Six et sept ?", answer="13") == []
    assert Progress.objects.get().mark == 200
    answer_again = actions.answer(again(who), {"sum": {"number": "13"}}, uuid4(), "fr", timezone.now())
    assert answer_again[0].number == 2
    assert Progress.objects.get().mark == 300


def test_an_answer_to_another_question_is_not_marked_with_the_new_key(amina: Person, ghizlane: Person) -> None:
    who = enrolment(amina, release(answer="7"))
    answer(who, "14")
    move(who.run, ghizlane, prompt="Six et sept ?", answer="12")
    corrected = release(prompt="Six et sept ?", answer="14")
    assert {one.item: one.answers for one in actions.changes(again(who).run, corrected)}["sum"] == 0
    move(who.run, ghizlane, prompt="Six et sept ?", answer="14")
    assert (Attempt.objects.get(item="sum").mark, Progress.objects.get().mark) == (0, 0)
    assert not CorrectedMark.objects.exists()
    assert not Notice.objects.exists()


def test_what_was_erased_is_not_marked_again(amina: Person, ghizlane: Person) -> None:
    who = enrolment(amina, release(answer="7"))
    answer(who, "7")
    erase_everywhere(amina, timezone.now())
    told = Sentence.objects.count()
    assert {one.answers for one in actions.changes(again(who).run, release(answer="12"))} == {0}
    move(who.run, ghizlane, answer="12")
    assert Sentence.objects.count() == told
    assert Attempt.objects.get(item="sum").mark == 100
    assert not Notice.objects.exists()
    assert again(who).release.number == 1


def test_a_correction_that_completes_the_course_says_so(amina: Person, ghizlane: Person) -> None:
    who = enrolment(amina, release(answer="7"))
    answer(who, "12", EVEN[:1])
    learning.finish_step(again(who), "one/check", timezone.now())
    assert Progress.objects.get().completed is None
    move(who.run, ghizlane)
    assert Progress.objects.get().completed is not None


def test_rebuilding_gives_the_same_progress(amina: Person, ghizlane: Person) -> None:
    who = enrolment(amina, release(answer="7"))
    answer(who, "12", EVEN[:1])
    move(who.run, ghizlane)
    assert learning.rebuild().changed == 0


def test_all_move_or_nobody(amina: Person, ghizlane: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    who = enrolment(amina, release(answer="7"))
    answer(who, "12")
    told = Sentence.objects.count()

    def refuse(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(notices, "tell", refuse)
    with pytest.raises(OSError, match="full"):
        move(who.run, ghizlane)
    assert again(who).release.number == 1
    assert (Sentence.objects.count(), Correction.objects.count(), Attempt.objects.get(item="sum").mark) == (told, 0, 0)

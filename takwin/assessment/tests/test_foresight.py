"""What a move would do is told before it is done, and then it is what is done."""

from collections.abc import Mapping

import pytest
from django.utils import timezone

from takwin.accounts.mine import erase_everywhere
from takwin.accounts.models import Person
from takwin.assessment import actions
from takwin.assessment.models import CorrectedMark
from takwin.assessment.parts import Foresight, foresight
from takwin.assessment.tests.builders import again, answer, enrolment, of_quiz, release
from takwin.assessment.tests.test_pools import pooled, send
from takwin.content.models import Release
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Progress, Run
from takwin.notices.models import Notice
from takwin.records.models import Sentence

EVEN = ("c1", "c3")


def seen(run: Run, content: Release) -> Foresight:
    run.refresh_from_db()
    return foresight(run, content.pk)


def as_done(run: Run, content: Release, by: Person) -> None:
    """Move, and compare everything with what was foreseen."""
    told = seen(run, content)
    before = {row.enrolment_id: (row.mark, row.completed) for row in Progress.objects.all()}
    actions.move_run(run, content, by, "Essai", timezone.now())
    foreseen = {one.name: one.foreseen for one in told.touched}
    for row in Progress.objects.select_related("enrolment__person"):
        person = row.enrolment.person
        assert person
        one = foreseen.get(person.name)
        assert row.mark == (one.after.mark if one else before[row.enrolment_id][0])
        reached = row.completed is not None and before[row.enrolment_id][1] is None
        assert reached == (one is not None and one.completion == "reached")
        marked_again = CorrectedMark.objects.filter(attempt__enrolment=row.enrolment).exists()
        assert marked_again == (one is not None and one.told) == Notice.objects.filter(person=person).exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"answer": "7"}, {"answer": "12"}),
        ({"answer": "12"}, {"answer": "7"}),
        ({"points": "1"}, {"points": "3"}),
        ({}, {"prompt": "Six et sept ?", "answer": "13"}),
        ({}, {"attempts": "1"}),
        ({}, {}),
    ],
)
def test_what_is_foreseen_is_what_happens(
    amina: Person, brahim: Person, ghizlane: Person, old: Mapping[str, str], new: Mapping[str, str]
) -> None:
    first = enrolment(amina, release(**old))
    learning.enrol(brahim, first.run, timezone.now())
    answer(first, "12", EVEN)
    answer(again(Enrolment.objects.get(person=brahim)), "7", EVEN[:1])
    for who in (amina, brahim):
        learning.finish_step(again(Enrolment.objects.get(person=who)), "one/check", timezone.now())
    as_done(first.run, release(**new), ghizlane)


def test_going_back_brings_back_what_counted(amina: Person, ghizlane: Person) -> None:
    one = release()
    who = enrolment(amina, one)
    answer(who, "12", EVEN)
    actions.move_run(who.run, release(prompt="Six et sept ?", answer="13"), ghizlane, "Autre", timezone.now())
    assert Progress.objects.get().mark == 200
    told = seen(again(who).run, one)
    (touched,) = told.touched
    assert [(mark.item, mark.was, mark.became, mark.told) for mark in touched.foreseen.marks] == [
        ("sum", None, 100, False)
    ]
    assert (told.up, told.down, told.told) == (1, 0, 0)
    as_done(again(who).run, one, ghizlane)
    assert (Progress.objects.get().mark, again(who).run.release) == (300, one)


def test_counts_names_and_completion(amina: Person, brahim: Person) -> None:
    first = enrolment(amina, release(answer="7"))
    learning.enrol(brahim, first.run, timezone.now())
    answer(first, "12", EVEN[:1])
    answer(again(Enrolment.objects.get(person=brahim)), "7", EVEN)
    for who in (amina, brahim):
        learning.finish_step(again(Enrolment.objects.get(person=who)), "one/check", timezone.now())
    told = seen(first.run, release(answer="12"))
    assert (told.people, told.up, told.down, told.told, told.reached, told.kept) == (2, 1, 1, 2, 1, 0)
    assert [one.name for one in told.touched] == [brahim.name, amina.name]
    assert [one.foreseen.direction for one in told.touched] == ["down", "up"]
    assert [one.foreseen.completion for one in told.touched] == ["", "reached"]


def test_a_completion_that_would_be_lost_is_kept_and_told(amina: Person) -> None:
    who = enrolment(amina, release(answer="12"))
    answer(who, "12", EVEN[:1])
    learning.finish_step(again(who), "one/check", timezone.now())
    told = seen(who.run, release(answer="7"))
    assert (told.kept, told.touched[0].foreseen.completion) == (1, "kept")


def test_nothing_is_done_and_the_erased_are_left_alone(amina: Person, brahim: Person) -> None:
    first = enrolment(amina, release(answer="7"))
    learning.enrol(brahim, first.run, timezone.now())
    answer(first, "7")
    answer(again(Enrolment.objects.get(person=brahim)), "7")
    erase_everywhere(brahim, timezone.now())
    sentences = Sentence.objects.count()
    told = seen(first.run, release(answer="12"))
    assert (told.people, [one.name for one in told.touched]) == (1, [amina.name])
    assert (Sentence.objects.count(), CorrectedMark.objects.count()) == (sentences, 0)


@pytest.mark.parametrize("fresh", ["no", "yes"])
@pytest.mark.parametrize(
    "change",
    [
        ("answer: 1\n", "answer: 9\n"),
        ("answer: ", "answer: 1"),
        ("Question 2", "Autre 2"),
        (":pick: 2", ":pick: 3"),
        (":points: 2", ":points: 3"),
    ],
)
def test_what_is_drawn_from_pools_is_foreseen_as_it_happens(
    amina: Person, brahim: Person, ghizlane: Person, fresh: str, change: tuple[str, str]
) -> None:
    old, new = (of_quiz(text) for text in (pooled(fresh), pooled(fresh).replace(*change)))
    first = enrolment(amina, old)
    learning.enrol(brahim, first.run, timezone.now())
    second = again(Enrolment.objects.get(person=brahim))
    for who, right in ((first, False), (first, True), (second, False)):
        send(who, right)
    as_done(first.run, new, ghizlane)
    CorrectedMark.objects.all().delete()
    Notice.objects.all().delete()
    as_done(again(first).run, old, ghizlane)

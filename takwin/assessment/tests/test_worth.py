"""Another worth of a question that people mark: what they gave stays the same share, openly; what waits goes on waiting."""

from uuid import uuid4

from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment import actions
from takwin.assessment.marking import again
from takwin.assessment.models import Attempt, CorrectedMark, HandMark
from takwin.assessment.parts import foresight
from takwin.assessment.tests.builders import again as fresh
from takwin.assessment.tests.builders import of_quiz
from takwin.content.models import Release
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Progress, Run
from takwin.notices.models import Notice


def asking(points: int, guide: str = "Deux faits.") -> Release:
    text = f"::::{{long-text}} account\n:points: {points}\n\nRacontez.\n\n:::{{guide}}\n{guide}\n:::\n::::"
    return of_quiz(f":::::{{quiz}} final\n\n{text}\n:::::")


def written(person: Person, run: Run) -> HandMark:
    learning.enrol(person, run, timezone.now())
    who = fresh(Enrolment.objects.get(person=person))
    actions.answer(who, {"account": {"text": "Huit fois."}}, uuid4(), "fr", timezone.now())
    return HandMark.objects.get(attempt__enrolment__person=person)


def test_what_people_gave_stays_the_same_share() -> None:
    for mark, points, becomes in ((300, 800, 600), (300, 100, 75), (0, 800, 0), (400, 300, 300), (133, 600, 200)):
        assert again("long-text", {}, "fr", {"text": "x"}, points, (mark, 400)) == becomes
    assert again("long-text", {}, "fr", {"text": "x"}, 100, (0, 0)) == 0


def test_marks_are_carried_over_and_what_waits_goes_on_waiting(amina: Person, brahim: Person, ghizlane: Person) -> None:
    run = learning.create_run(asking(4))
    first, second = written(amina, run), written(brahim, run)
    actions.mark_by_hand(first, 300, "Bien.", ghizlane, None, timezone.now())
    Notice.objects.all().delete()
    newer = asking(8)
    run.refresh_from_db()
    (told,) = foresight(run, newer.pk).touched
    assert (told.name, told.foreseen.told, told.foreseen.after.mark) == (amina.name, True, 600)
    actions.move_run(run, newer, ghizlane, "Deux fois plus", timezone.now())
    assert [(one.was, one.became) for one in CorrectedMark.objects.all()] == [(300, 600)]
    assert {one.person.username for one in Notice.objects.all()} == {"amina"}
    assert set(Attempt.objects.values_list("enrolment__person__username", "mark", "points")) == {
        ("amina", 600, 800), ("brahim", 0, 800),
    }  # fmt: skip
    assert Progress.objects.get(enrolment__person=amina).mark == 600
    state = Progress.objects.get(enrolment__person=brahim).state
    assert "waiting" in str(state["answers"]["account"])
    second.refresh_from_db()
    actions.mark_by_hand(second, 800, "", ghizlane, None, timezone.now())
    assert Progress.objects.get(enrolment__person=brahim).mark == 800


def test_another_guide_changes_no_mark(amina: Person, ghizlane: Person) -> None:
    run = learning.create_run(asking(4))
    actions.mark_by_hand(written(amina, run), 300, "", ghizlane, None, timezone.now())
    newer = asking(4, "Trois faits.")
    run.refresh_from_db()
    assert foresight(run, newer.pk).touched == ()
    actions.move_run(run, newer, ghizlane, "Un autre guide", timezone.now())
    assert (Attempt.objects.get().mark, Progress.objects.get().mark) == (300, 300)
    assert not CorrectedMark.objects.exists()

"""Answers that are never marked are the person's own: who may see what of them, and who may not."""

import importlib
import json
from uuid import uuid4

from django.apps import apps
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment import actions, mine, queries
from takwin.assessment.models import Attempt
from takwin.assessment.parts import Asking, Question, questions
from takwin.assessment.tests.builders import again, enrolment, opinions
from takwin.content.models import Release
from takwin.learning import actions as learning
from takwin.learning import queries as reading
from takwin.learning.models import Enrolment
from takwin.records.models import Sentence
from takwin.records.vocabulary import Audience
from tests.cast import person

REASON = "Parce que mon voisin est en classe"


def give(who: Enrolment, choice: str = "c2", reason: str = REASON) -> None:
    responses = {"sure": {"choice": choice}, "phone": {"choice": choice, "reason": reason}, "sum": {"number": "2"}}
    actions.answer(again(who), responses, uuid4(), "fr", timezone.now())


def crowd(number: int, content: Release) -> list[Enrolment]:
    people = [person(f"p{each}", f"Person {each}") for each in range(number)]
    return [enrolment(each, content) for each in people]


def seen(who: Enrolment, afresh: bool = False) -> Question:
    who = again(who)
    again_ = frozenset({"phone"} if afresh else ())
    return questions(Asking(who.release_id, "fr", timezone.now(), who, reading.state(who), again_), ["phone"])["phone"]


def told() -> dict[str, tuple[int, dict[str, object]]]:
    rows = Sentence.objects.filter(verb=5).values_list("activity__path", "audience", "result")
    return {path.rsplit("/", 1)[1]: (audience, json.loads(result)) for path, audience, result in rows}


def test_the_record_keeps_them_private_and_holds_nothing_of_them(amina: Person) -> None:
    give(enrolment(amina, opinions()))
    for item in ("sure", "phone"):
        audience, result = told()[item]
        assert audience == Audience.PRIVATE
        assert result.keys() == {"n", "raw", "max", "asked"}
    audience, result = told()["sum"]
    assert audience == Audience.COURSE
    assert "response" in result


def test_different_answers_leave_the_same_sentence(amina: Person, brahim: Person) -> None:
    for who, choice in ((amina, "c1"), (brahim, "c2")):
        give(enrolment(who, opinions()), choice, choice)
    kept = Sentence.objects.filter(audience=Audience.PRIVATE)
    assert kept.count() == 4
    assert kept.values("activity", "result").distinct().count() == 2


def test_what_was_told_before_becomes_private(amina: Person) -> None:
    give(enrolment(amina, opinions()))
    before = told()
    Sentence.objects.filter(verb=5).update(audience=Audience.COURSE)
    for one in Sentence.objects.filter(activity__path__endswith="/sure"):
        one.result = json.dumps({**json.loads(one.result), "response": "0123456789abcdef"})
        one.save()
    migration = importlib.import_module("takwin.assessment.migrations.0003_never_marked")
    migration.make_private(apps, None)
    assert told() == before
    assert learning.rebuild().changed == 0


def test_only_the_person_downloads_them(amina: Person, brahim: Person) -> None:
    give(enrolment(amina, opinions()))
    enrolment(brahim, opinions())
    assert REASON in str(mine.export(amina))
    assert REASON not in str(mine.export(brahim))


def test_erasing_takes_choice_and_reason(amina: Person) -> None:
    give(enrolment(amina, opinions()))
    mine.erase(amina, timezone.now())
    assert set(map(str, Attempt.objects.values_list("response", flat=True))) == {"{}"}


def test_the_gradebook_and_my_marks_know_only_what_is_marked(amina: Person) -> None:
    who = enrolment(amina, opinions())
    give(who)
    assert queries.graded(who.release.outline) == []
    assert queries.my_marks(again(who)) == []


def test_a_group_is_told_of_once_five_have_answered_to_those_who_have(db: None) -> None:
    people = crowd(6, opinions())
    for number, who in enumerate(people[:4]):
        give(who, "c1" if number else "c2")
        assert seen(who).gathered is None
    give(people[4], "c3")
    told = seen(people[0]).gathered
    assert told
    assert (told.people, sorted(told.lines)) == (5, [("A", 3), ("B", 1), ("C", 1)])
    assert REASON not in str(told)
    assert seen(people[5]).gathered is None
    assert seen(people[0], afresh=True).gathered is None


def test_second_thoughts_and_other_runs_are_not_counted(db: None) -> None:
    people = crowd(5, opinions())
    for who in people:
        give(who, "c1")
    give(people[0], "c2")
    told = seen(people[0]).gathered
    assert told
    assert sorted(told.lines) == [("A", 5), ("B", 0), ("C", 0)]
    other = learning.create_run(people[0].release, "other")
    assert queries.first_choices(other, people[0].release_id, "phone") == []


def test_who_erased_an_account_is_counted_no_more(db: None) -> None:
    people = crowd(5, opinions())
    for who in people:
        give(who)
    assert people[4].person
    mine.erase(people[4].person, timezone.now())
    assert seen(people[0]).gathered is None


def test_an_answer_can_be_changed_from_what_it_was(amina: Person) -> None:
    who = enrolment(amina, opinions())
    give(who)
    afresh = seen(who, afresh=True)
    assert (afresh.disabled, afresh.response) == (False, {"choice": "c2", "reason": REASON})


def test_other_words_after_a_dilemma_are_no_correction(amina: Person, ghizlane: Person) -> None:
    who = enrolment(amina, opinions())
    give(who)
    newer = opinions(said="Autre chose.")
    assert {change.what for change in actions.changes(who.run, newer)} == {"same"}
    assert actions.move_run(who.run, newer, ghizlane, "Mots", timezone.now()) == []

"""Cases open and close, queues are served, tutors come and go: on rows, with what is refused."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.http import Http404

from takwin.accounts.models import Person
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Progress, Run
from takwin.learning.progress import Answers, State
from takwin.learning.queries import rules, taking
from takwin.learning.run import Policy
from takwin.notices.models import Notice
from takwin.records.following import follow_all
from takwin.records.models import Cursor, Sentence
from takwin.records.vocabulary import Audience
from takwin.tutoring import access, actions, mine, parts, queries
from takwin.tutoring.actions.looking import look_at
from takwin.tutoring.followers import FOLLOWERS
from takwin.tutoring.forms import DoForm
from takwin.tutoring.models import Care, Case, Duty, Entry, Pulse, Tutor
from takwin.tutoring.tests.builders import intervention, joined, run, tutor
from takwin.tutoring.wording import draft

THEN = datetime(2026, 11, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def of(tilelli: Person, ghizlane: Person) -> Run:
    """A run with Tilelli as its tutor."""
    found = run()
    tutor(found, tilelli, ghizlane, THEN)
    return found


def test_the_never_opened_get_a_case_once_and_it_closes_once_they_are_back(
    of: Run, amina: Person, brahim: Person
) -> None:
    enrolment = joined(of, amina, THEN)
    learning.open_step(joined(of, brahim, THEN), "one/a", THEN + 7 * DAY)
    assert look_at(of, THEN + 6 * DAY) == 0
    assert look_at(of, THEN + 8 * DAY) == 1
    assert look_at(of, THEN + 9 * DAY) == 0
    case = Case.objects.get()
    assert (case.enrolment, case.kind, case.tutor and case.tutor.person) == (
        enrolment,
        "never-opened",
        Tutor.objects.get().person,
    )
    assert actions.returned(THEN + 10 * DAY) == 0
    learning.open_step(enrolment, "one/a", THEN + 11 * DAY)
    assert actions.returned(THEN + 11 * DAY) == 1
    case.refresh_from_db()
    assert (case.outcome, case.back) == ("back", THEN + 11 * DAY)
    assert Duty.objects.get().outcome == "moot"
    assert actions.returned(THEN + 12 * DAY) == 0


def test_a_run_without_tutors_follows_nobody(amina: Person) -> None:
    found = run()
    joined(found, amina, THEN)
    actions.look(THEN + 30 * DAY)
    assert not Case.objects.exists()
    assert parts.warning(found) is None


def test_sending_reaches_the_person_once_and_marks_the_case(of: Run, amina: Person, zed: Person) -> None:
    joined(of, amina, THEN)
    look_at(of, THEN + 8 * DAY)
    me, duty = (
        Tutor.objects.get(),
        Duty.objects.select_related("enrolment__person", "enrolment__run__course", "case").get(),
    )
    assert "Amina Bennani" in draft(of, duty, queries.scenario(of), me)
    assert actions.do(duty, "Bonjour Amina", me, THEN + 9 * DAY)
    assert not actions.do(duty, "Bonjour Amina", me, THEN + 9 * DAY)
    assert not actions.skip(duty, "too late", me, THEN + 9 * DAY)
    assert Notice.objects.filter(person=amina).count() == 1
    assert Entry.objects.get().text == "Bonjour Amina"
    assert Case.objects.get().contacted == THEN + 9 * DAY


def test_the_scenario_of_the_course_speaks_and_its_parts_are_told_together(
    tilelli: Person, ghizlane: Person, amina: Person, brahim: Person, omar: Person
) -> None:
    found = run(intervention("day", "run-day", 1, addressee="group", channel="announcement"))
    Run.objects.filter(pk=found.pk).update(opens=THEN)
    found.refresh_from_db()
    me = tutor(found, tilelli, ghizlane, THEN)
    for person in (amina, brahim, omar):
        joined(found, person, THEN)
    look_at(found, THEN + timedelta(hours=1))
    first, second = Duty.objects.order_by("part")
    assert (queries.members(first), len(queries.members(second))) == (
        [*taking(found.pk).values_list("pk", flat=True)[:2]],
        1,
    )
    Duty.objects.filter(pk=first.pk).update(outcome="done", text="Bonjour {name}", by=me.person)
    for _ in range(2):
        actions.spread.call(str(first.pk))
    told = Notice.objects.exclude(person=tilelli).order_by("pk")
    assert [one.values["text"] for one in told] == ["Bonjour Amina Bennani", "Bonjour ابراهيم العلوي"]


def test_help_is_asked_once_and_is_private(of: Run, amina: Person, tilelli: Person) -> None:
    enrolment, act = joined(of, amina, THEN), uuid4()
    look_at(of, THEN)
    case = actions.ask(enrolment, "Je n'y arrive pas", act, THEN)
    assert case
    assert actions.ask(enrolment, "Je n'y arrive pas", act, THEN) is None
    assert actions.ask(enrolment, "Et encore ceci", uuid4(), THEN) == case
    assert (Case.objects.count(), Duty.objects.count(), Entry.objects.count()) == (1, 1, 2)
    assert Notice.objects.filter(person=tilelli, message__contains="asks for your help").count() == 2
    told = Sentence.objects.get(uid=act)
    assert told.audience == Audience.PRIVATE
    assert "arrive" not in told.result


def test_a_worried_person_is_looked_after_and_a_happy_one_left_in_peace(of: Run, amina: Person, brahim: Person) -> None:
    actions.pulse(joined(of, brahim, THEN), "well", uuid4(), THEN)
    assert not Case.objects.exists()
    act = uuid4()
    for _ in range(2):
        actions.pulse(joined(of, amina, THEN), "worried", act, THEN)
    assert [one.kind for one in Case.objects.all()] == ["worried"]
    assert Pulse.objects.count() == 2


def test_a_task_declared_done_is_followed_once(tilelli: Person, ghizlane: Person, amina: Person) -> None:
    found = run(intervention("seen", "task-declared", task="t1"))
    found.release.outline["tasks"] = {}
    tutor(found, tilelli, ghizlane, THEN)
    enrolment = joined(found, amina, THEN)
    learning.declare_task(enrolment, "t1", True, THEN)
    learning.declare_task(enrolment, "t2", True, THEN)
    for _ in range(2):
        follow_all(FOLLOWERS)
    duty = Duty.objects.get()
    assert (duty.of, duty.enrolment, duty.case) == ("seen", enrolment, None)
    Cursor.objects.filter(follower="tutoring").update(seq=0)
    follow_all(FOLLOWERS)
    assert Duty.objects.count() == 1


def test_a_tutor_who_leaves_hands_everything_over(
    of: Run, tilelli: Person, omar: Person, ghizlane: Person, amina: Person, brahim: Person
) -> None:
    for person in (amina, brahim):
        joined(of, person, THEN)
    look_at(of, THEN + 8 * DAY)
    other = tutor(of, omar, ghizlane, THEN)
    gone = Tutor.objects.get(person=tilelli)
    assert queries.queue(of, other).count() == 1, "who is named later takes a share of what nobody has begun"
    assert actions.dismiss(gone, ghizlane, THEN + 9 * DAY) == 1
    assert actions.dismiss(gone, ghizlane, THEN + 9 * DAY) == 0
    assert {one.tutor for one in Duty.objects.all()} == {one.tutor for one in Case.objects.all()} == {other}
    assert {one.tutor for one in Care.objects.all()} == {other}
    assert Run.objects.get(pk=of.pk).tutored
    actions.dismiss(other, ghizlane, THEN + 10 * DAY)
    assert queries.queue(of, None).count() == 2
    assert not Run.objects.get(pk=of.pk).tutored, "its people are no longer shown a way to nobody"
    again = tutor(of, tilelli, ghizlane, THEN + 11 * DAY)
    assert queries.queue(of, again).count() == 2, "what waited for nobody goes to who is named"
    assert Run.objects.get(pk=of.pk).tutored
    assert queries.care(taking(of.pk)[0]) == again


def test_what_belongs_to_a_role_goes_to_who_has_it_unless_it_was_begun(
    of: Run, omar: Person, ghizlane: Person, amina: Person, brahim: Person
) -> None:
    for one in (amina, brahim):
        joined(of, one, THEN)
    look_at(of, THEN + 8 * DAY)
    me, begun = Tutor.objects.get(), Case.objects.get(enrolment__person=amina)
    actions.note(begun, "Déjà vue", me, THEN)
    Case.objects.filter(pk=begun.pk).update(contacted=THEN)
    Tutor.objects.update(roles="pedagogical")
    other = tutor(of, omar, ghizlane, THEN, roles=["organisational"], minutes=5)
    assert set(Duty.objects.values_list("enrolment__person", "tutor")) == {(amina.pk, me.pk), (brahim.pk, other.pk)}


def test_what_comes_while_a_tutor_is_away_goes_to_the_other(
    of: Run, omar: Person, ghizlane: Person, amina: Person
) -> None:
    other = tutor(of, omar, ghizlane, THEN, minutes=5)
    away = Tutor.objects.exclude(pk=other.pk).get()
    actions.arrange(away, 600, THEN.date(), None)
    joined(of, amina, THEN)
    look_at(of, THEN + 8 * DAY)
    duty = Duty.objects.get()
    assert duty.tutor == other
    actions.give(duty, away, other, THEN + 9 * DAY)
    assert [one.tutor for one in Case.objects.all()] == [away]
    assert Entry.objects.get().kind == "moved"


def test_who_may_see_a_case(
    of: Run, tilelli: Person, amina: Person, omar: Person, ghizlane: Person, zed: Person
) -> None:
    enrolment = joined(of, amina, THEN)
    look_at(of, THEN + 8 * DAY)
    me, case = access.tutor_of(tilelli, "essai", "open"), Case.objects.get()
    assert access.case_for(me, case.pk) == case
    assert access.accompanied(amina, "essai") == enrolment
    for stranger in (amina, zed, omar, ghizlane):
        with pytest.raises(Http404):
            access.tutor_of(stranger, "essai", "open")
    elsewhere = learning.create_run(of.release, "other")
    neighbour = tutor(elsewhere, omar, ghizlane, THEN)
    with pytest.raises(Http404):
        access.case_for(neighbour, case.pk)
    with pytest.raises(Http404):
        access.duty_for(neighbour, Duty.objects.get().pk)
    with pytest.raises(Http404):
        access.colleague(neighbour, me.pk)
    with pytest.raises(Http404):
        access.accompanied(zed, "essai")


def test_notes_stay_with_the_tutors(of: Run, amina: Person, tilelli: Person) -> None:
    enrolment = joined(of, amina, THEN)
    look_at(of, THEN + 8 * DAY)
    me, case = Tutor.objects.get(), Case.objects.get()
    actions.note(case, "SECRET note", me, THEN)
    actions.contact(case, "phone", "SECRET call", me, THEN)
    actions.contact(case, "message", "Bonjour", me, THEN)
    assert [one.text for one in queries.spoken(enrolment)] == ["Bonjour"]
    assert len(queries.log(enrolment)) == 3
    assert "SECRET" not in str(mine.export(amina))
    assert "SECRET note" in str(mine.export(tilelli))
    assert "Amina" not in str(mine.export(tilelli))
    assert "SECRET" not in str(list(Sentence.objects.values()))


def test_erasing_a_learner_takes_the_cases_and_erasing_a_tutor_hands_them_over(
    of: Run, amina: Person, tilelli: Person, omar: Person, ghizlane: Person
) -> None:
    enrolment = joined(of, amina, THEN)
    look_at(of, THEN + 8 * DAY)
    other = tutor(of, omar, ghizlane, THEN)
    mine.erase(tilelli, THEN + 9 * DAY)
    assert Case.objects.get().tutor == other
    actions.ask(enrolment, "Aide", uuid4(), THEN)
    actions.pulse(enrolment, "so-so", uuid4(), THEN)
    mine.erase(amina, THEN + 9 * DAY)
    assert not any(table.objects.exists() for table in (Case, Duty, Entry, Pulse, Care))


def test_whoever_leaves_the_run_closes_their_case(of: Run, amina: Person) -> None:
    enrolment = joined(of, amina, THEN)
    look_at(of, THEN + 8 * DAY)
    learning.leave(enrolment, THEN + 9 * DAY)
    assert actions.returned(THEN + 9 * DAY) == 1
    assert Case.objects.get().outcome == "gone"
    assert look_at(of, THEN + 20 * DAY) == 0


def test_who_passes_the_quiz_or_answers_the_question_after_all_is_past_the_trouble(of: Run, amina: Person) -> None:
    enrolment = joined(of, amina, THEN)
    learning.open_step(enrolment, "one/a", THEN)
    marked(enrolment, q1=[0] * 5, q2=[0])
    assert look_at(of, THEN) == 2
    marked(enrolment, q1=[0] * 5, q2=[150])
    look_at(of, THEN + DAY)
    assert not Case.objects.exclude(closed=None).exists(), (
        "half of the points are not enough, and the question is not answered"
    )
    marked(enrolment, q1=[0] * 5 + [100], q2=[150])
    assert look_at(of, THEN + DAY) == 0
    assert set(Case.objects.values_list("kind", "outcome")) == {("failing", "passed"), ("attempts", "passed")}
    assert set(Duty.objects.values_list("outcome", flat=True)) == {"moot"}


def marked(enrolment: Enrolment, **marks: list[int]) -> None:
    """Somebody's answers have these marks."""
    asked = {key: rule.asked for key, rule in rules(enrolment).items.items()}
    answers = {key: Answers(asked[key], len(some), dict(enumerate(some, 1))) for key, some in marks.items()}
    Progress.objects.filter(enrolment=enrolment).update(state=State(answers=answers).to_json())


def test_the_runs_form_warns(of: Run, amina: Person, brahim: Person) -> None:
    told = parts.warning(of)
    assert told
    assert (told.learners, told.enough) == (0, True)
    of.policy = {"supervision": 4, "seats": 500}
    told = parts.warning(of)
    assert told
    assert (told.learners, told.given, told.enough) == (500, 60, False)
    for one in (amina, brahim):
        learning.enrol(one, of, THEN)
    of.policy = {"supervision": 4, "seats": 1}
    told = parts.warning(of)
    assert told
    assert told.learners == 2, "those who are there count, though there are fewer seats"


def test_a_run_that_promises_a_tutor_is_told_what_it_will_ask(of: Run) -> None:
    told = parts.warning(of)
    assert told
    assert (told.open, told.tutors) == (True, 1)
    assert parts.foreseen(of.release, Policy()) is None, "the course writes nothing and the run promises nobody"
    told = parts.foreseen(of.release, Policy(admission="code", seats=30, supervision=3))
    assert told
    assert (told.learners, told.open, told.enough) == (30, False, False)


def test_a_run_for_as_many_as_come_warns_when_its_course_writes_supervision(db: None) -> None:
    massive = run(intervention("never", "never-opened", 7))
    for told in (parts.foreseen(massive.release, Policy()), parts.warning(massive)):
        assert told
        assert (told.open, told.tutors, told.minutes_each > 0) == (True, 0, True)
    assert parts.foreseen(massive.release, Policy(admission="code", seats=30)) is None


def test_a_text_names_the_last_day_and_what_is_left_open_is_not_sent(
    tilelli: Person, ghizlane: Person, amina: Person
) -> None:
    found = run(intervention("last", "before-deadline", 3, texts={"fr": "{name} : le {deadline}, {quiz}. {tutor}"}))
    Run.objects.filter(pk=found.pk).update(closes=THEN + 10 * DAY)
    found.refresh_from_db()
    me = tutor(found, tilelli, ghizlane, THEN)
    joined(found, amina, THEN)
    look_at(found, THEN + 7 * DAY)
    duty = Duty.objects.select_related("enrolment__person").get(of="last")
    text = draft(found, duty, queries.scenario(found), me)
    assert text == "Amina Bennani : le 11 novembre 2026, {quiz}. Tilelli Ouhssain"
    assert "{quiz}" in str(DoForm({"text": text}).errors)
    assert DoForm({"text": text.replace("{quiz}", "le quiz")}).is_valid()
    assert not DoForm({"text": "Bonjour {name}"}).is_valid()
    assert DoForm({"text": "Bonjour {name}"}, whole=True).is_valid()
    assert queries.load(me, THEN + 8 * DAY + timedelta(hours=1)) == (2, 1)

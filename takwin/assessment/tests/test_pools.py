"""Questions of a pool: each person answers their own and no others, and only those count, everywhere."""

from uuid import uuid4

import pytest
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment import actions, queries
from takwin.assessment.asked import Asked
from takwin.assessment.models import Attempt
from takwin.assessment.tests.builders import again, enrolment, of_quiz
from takwin.content.queries import outline
from takwin.learning import actions as learning
from takwin.learning import queries as learning_queries
from takwin.learning.models import Enrolment, Progress
from takwin.lib.ids import uuid7
from takwin.records.models import Sentence

NUMBER = "::::{numeric} %s\n:answer: %d\n:points: 2\n\n%s ?\n::::\n"


def pooled(fresh: str = "no", pick: int = 2, many: int = 6, attempts: str = "2") -> str:
    """A quiz with a question of its own and a pool; the answer of a question is its place."""
    inside = "".join(NUMBER % (f"q{place}", place, f"Question {place}") for place in range(1, many + 1))
    own = NUMBER % ("own", 0, "La vôtre")
    return (
        f":::::::{{quiz}} final\n:attempts: {attempts}\n\n{own}\n"
        f":::::{{pool}} p\n:pick: {pick}\n:fresh: {fresh}\n\n{inside}:::::\n:::::::\n"
    )


def asked(who: Enrolment) -> list[str]:
    """The questions of the quiz that the person may answer now."""
    who = again(who)
    desk = Asked(outline(who.release_id), learning_queries.rules(who), learning_queries.state(who))
    return desk.shown(outline(who.release_id)["quizzes"]["final"]["items"], again=True)


def send(who: Enrolment, right: bool = True, only: list[str] | None = None) -> list[Attempt]:
    """Answer these questions, all that are asked where none are named."""
    wanted = asked(who) if only is None else only
    places = {item: int(item[1:]) if item != "own" else 0 for item in wanted}
    responses = {item: {"number": str(place if right else 99)} for item, place in places.items()}
    return actions.answer(again(who), responses, uuid7(), "fr", timezone.now())


def test_only_what_was_drawn_is_taken(amina: Person) -> None:
    who = enrolment(amina, of_quiz(pooled()))
    mine = asked(who)
    assert (len(mine), mine[0]) == (3, "own")
    told = Sentence.objects.count()
    for item in {f"q{place}" for place in range(1, 7)} - set(mine):
        with pytest.raises(actions.NotTaken, match="not among those"):
            send(who, only=[item])
    assert (Attempt.objects.count(), Sentence.objects.count()) == (0, told)
    assert [attempt.item for attempt in send(who)] == mine
    assert Progress.objects.get().mark == 600


def test_marks_and_possible_points_are_those_of_what_was_asked(amina: Person, brahim: Person) -> None:
    content = of_quiz(pooled())
    for person, right in ((amina, True), (brahim, False)):
        who = enrolment(person, content)
        mine = asked(who)
        send(who, right)
        who = again(who)
        lines = queries.my_marks(who)
        assert [line.item for line in lines] == mine
        assert {(line.mark, line.points) for line in lines} == {(200 * right, 200)}
        (row,) = queries.rows([who.pk], queries.graded(outline(content.pk)))
        assert (row.total, row.points, sum(mark is not None for mark in row.marks)) == (600 * right, 600, 3)
        assert learning_queries.standing(who).met is right


def test_a_newer_release_leaves_people_the_questions_they_answered(amina: Person, ghizlane: Person) -> None:
    who = enrolment(amina, of_quiz(pooled()))
    mine = asked(who)
    send(who)
    actions.move_run(who.run, of_quiz(pooled(many=9)), ghizlane, "Plus de questions", timezone.now())
    assert asked(who) == mine
    assert Progress.objects.get().mark == 600
    assert learning.rebuild().changed == 0


def test_a_fresh_pool_asks_other_questions_at_every_attempt(amina: Person) -> None:
    who = enrolment(amina, of_quiz(pooled(fresh="yes")))
    first = asked(who)
    send(who, right=False)
    second = asked(who)
    assert not set(first[1:]) & set(second[1:])
    assert Progress.objects.get().mark == 0
    send(who)
    assert Progress.objects.get().mark == 600
    assert [line.item for line in queries.my_marks(again(who))] == second
    with pytest.raises(actions.NotTaken):
        send(who)
    assert learning.rebuild().changed == 0


def test_a_draw_is_answered_once(amina: Person) -> None:
    who = enrolment(amina, of_quiz(pooled(fresh="yes", attempts="3")))
    stale, first = again(who), asked(who)[1:]
    responses = {item: {"number": "99"} for item in first}
    actions.answer(stale, responses, uuid4(), "fr", timezone.now())
    told = Sentence.objects.count()
    with pytest.raises(actions.NotTaken, match="meanwhile"):
        actions.answer(stale, responses, uuid4(), "fr", timezone.now())
    with pytest.raises(actions.NotTaken, match="meanwhile"):
        send(who, only=first)
    assert Sentence.objects.count() == told
    token = uuid4()
    once = actions.answer(again(who), {item: {} for item in asked(who)[1:]}, token, "fr", timezone.now())
    assert actions.answer(again(who), {one.item: {} for one in once}, token, "fr", timezone.now()) == once


def test_a_whole_draw_closes_the_pool_and_lets_the_rest_be_tried(amina: Person) -> None:
    who = enrolment(amina, of_quiz(pooled(fresh="yes")))
    send(who, only=asked(who)[1:])
    desk = Asked(outline(who.release_id), learning_queries.rules(who), learning_queries.state(again(who)))
    now = timezone.now()
    assert not any(desk.allowance(item, now).open for item in desk.shown(["q1", "q2", "q3", "q4", "q5", "q6"], True))
    assert desk.allowance("own", now).open

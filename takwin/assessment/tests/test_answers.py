"""Answers are taken once, within their limits, together with what the record and progress say of them."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment import actions, mine, queries
from takwin.assessment.models import Attempt
from takwin.assessment.parts import Asking, Question, questions
from takwin.assessment.tests.builders import again, answer, enrolment, release
from takwin.learning import queries as learning
from takwin.learning.actions import studying as progress
from takwin.learning.models import Enrolment, Progress
from takwin.lib.ids import derived_in_time, uuid7
from takwin.records.models import Sentence

EVEN = ("c1", "c3")


def asked(who: Enrolment) -> dict[str, Question]:
    """The quiz as its person sees it now."""
    who = again(who)
    return questions(Asking(who.release_id, "fr", timezone.now(), who, learning.state(who)), ["sum", "even"])


def test_an_answer_is_marked_kept_and_told(amina: Person) -> None:
    who = enrolment(amina)
    told = Sentence.objects.count()
    first, second = answer(who, "12", EVEN[:1])
    assert (first.mark, first.points) == (100, 100)
    assert (second.mark, second.points) == (100, 200)
    assert Progress.objects.get().mark == 200
    assert Sentence.objects.count() == told + 2
    assert not any('"number"' in result for result in Sentence.objects.values_list("result", flat=True))


def test_the_time_since_the_page_was_shown_is_kept(amina: Person) -> None:
    now = timezone.now()
    shown = now - timedelta(seconds=95)
    answer(enrolment(amina), token=uuid7(int(shown.timestamp() * 1000)), now=now)
    assert set(Attempt.objects.values_list("seconds", flat=True)) == {95}
    assert "'seconds': 95" in str(mine.export(amina)["answers"])


def test_my_answers_come_in_words_and_tell_no_order_of_the_source(amina: Person) -> None:
    answer(enrolment(amina), "12", EVEN[:1])
    told = {one["question"]: one["response"] for one in cast(list[Any], mine.export(amina)["answers"])}
    assert told == {"sum": {"number": "12"}, "even": {"choices": ["Deux"]}}


def test_the_same_token_again_changes_nothing(amina: Person) -> None:
    who, token = enrolment(amina), uuid4()
    before = answer(who, "7", token=token)
    told = Sentence.objects.count()
    assert answer(again(who), "12", EVEN, token=token) == before
    assert (Attempt.objects.count(), Sentence.objects.count(), Progress.objects.get().mark) == (2, told, 0)


def test_answers_of_one_moment_never_read_what_was_before(amina: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the whole history was read for an answer that came in order")

    who, now = enrolment(amina), timezone.now() + timedelta(minutes=1)
    tokens = (uuid7(int(now.timestamp() * 1000)) for _ in range(100))
    awkward = next(token for token in tokens if named(token, who, "even") < named(token, who, "sum"))
    monkeypatch.setattr(progress, "whole", refuse)
    assert [each.item for each in answer(who, token=awkward, now=now)] == ["sum", "even"]


def named(token: UUID, who: Enrolment, item: str) -> UUID:
    return derived_in_time(token, f"{who.uid} {item}")


def test_the_best_attempt_counts_and_a_third_is_refused(amina: Person) -> None:
    who = enrolment(amina)
    answer(who, "7", EVEN[:1])
    answer(again(who), "7", ())
    assert Progress.objects.get().mark == 100
    told = Sentence.objects.count()
    with pytest.raises(actions.NotTaken) as refused:
        answer(again(who), "12", EVEN)
    assert "all your attempts" in str(refused.value.sentence)
    assert (Attempt.objects.count(), Sentence.objects.count()) == (4, told)


def test_a_refusal_takes_nothing_of_the_set(amina: Person) -> None:
    who = enrolment(amina)
    answer(who, "12", ())
    with pytest.raises(actions.NotTaken):
        answer(again(who), "12", EVEN)
    assert Progress.objects.get().mark == 100
    assert Attempt.objects.filter(item="even").count() == 1


def test_after_the_closing_date_nothing_is_taken(amina: Person) -> None:
    closes = timezone.now() + timedelta(hours=1)
    who = enrolment(amina, closes=closes)
    answer(who, "7", now=closes - timedelta(seconds=1))
    with pytest.raises(actions.NotTaken) as refused:
        answer(again(who), "12", now=closes)
    assert "closed" in str(refused.value.sentence)


@pytest.mark.parametrize(
    ("feedback", "after_one", "after_all"),
    [("attempt", True, True), ("last", False, True), ("never", False, False)],
)
def test_outcomes_are_seen_when_the_quiz_says_so(
    amina: Person, feedback: str, after_one: bool, after_all: bool
) -> None:
    who = enrolment(amina, release(feedback=feedback))
    assert asked(who)["sum"].outcome is None
    answer(who, "7", EVEN[:1])
    assert (asked(who)["sum"].outcome is not None) == after_one
    answer(again(who), "8", ())
    assert (asked(who)["sum"].outcome is not None) == after_all


def test_nothing_points_at_the_missed_choice_while_one_may_try_again(amina: Person) -> None:
    who = enrolment(amina)
    answer(who, "7", EVEN[:1])
    first = asked(who)["even"].outcome
    assert first
    assert "missed" not in first.parts.values()
    answer(again(who), "7", EVEN[:1])
    last = asked(who)["even"].outcome
    assert last
    assert "missed" in last.parts.values()


def test_marks_are_listed_in_the_order_of_the_course(amina: Person) -> None:
    who = enrolment(amina)
    answer(who, "12", ())
    lines = [(line.item, line.mark, line.points, line.attempts) for line in queries.my_marks(again(who))]
    assert lines == [("sum", 100, 100, 1), ("even", 0, 200, 1)]


def test_erasing_forgets_what_was_written_and_keeps_what_it_earned(amina: Person) -> None:
    answer(enrolment(amina), "12", EVEN)
    assert "{'number': '12'}" in str(mine.export(amina)["answers"])
    mine.erase(amina, timezone.now())
    assert set(Attempt.objects.values_list("mark", flat=True)) == {100, 200}
    assert all(response == {} for response in Attempt.objects.values_list("response", flat=True))

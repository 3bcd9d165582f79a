"""A question that varies: each person has a row of their own, is marked by it, and keeps it or is given another."""

from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from takwin.accounts.models import Person
from takwin.assessment import actions, mine
from takwin.assessment.models import Attempt
from takwin.assessment.parts import Asking, Question, questions
from takwin.assessment.tests.builders import again, enrolment, of_quiz
from takwin.assessment.variants import row
from takwin.content.release import ItemOutline
from takwin.learning import actions as learning
from takwin.learning import queries as learning_queries
from takwin.learning.models import Enrolment, Progress
from takwin.lib.ids import uuid7

ROWS = {"24": "6", "30": "5", "42": "7"}


def varied(fresh: str = "no", more: int = 0, attempts: str = "2") -> str:
    """A quiz with one question that varies; `more` is added to every answer."""
    table = "".join(f"| {asked} | {int(right) + more} |\n" for asked, right in ROWS.items())
    return (
        f":::::{{quiz}} final\n:attempts: {attempts}\n\n::::{{numeric}} groups\n:answer: {{{{groups}}}}\n\n"
        "{{pupils}} élèves ?\n\n:::{feedback} wrong\nRegardez {{pupils}} encore.\n:::\n"
        f":::{{variants}}\n:fresh: {fresh}\n\n| pupils | groups |\n|---|---|\n{table}:::\n::::\n:::::\n"
    )


def shown(who: Enrolment, afresh: bool = False) -> Question:
    who, item = again(who), "groups"
    state = learning_queries.state(who)
    asking = Asking(who.release_id, "fr", timezone.now(), who, state, frozenset([item] if afresh else []))
    return questions(asking, [item])[item]


def pupils(question: Question) -> str:
    return str(question.public["prompt"]).split(" ")[0]


def send(who: Enrolment, number: str, token: UUID | None = None) -> Attempt:
    return actions.answer(again(who), {"groups": {"number": number}}, token or uuid7(), "fr", timezone.now())[0]


rules = st.builds(
    lambda many, fresh: ItemOutline(variants=many, fresh=fresh),  # type: ignore[typeddict-item]
    st.integers(2, 9),
    st.booleans(),
)


@given(rules, st.uuids(), st.integers(0, 20))
def test_a_row_is_one_of_the_table_and_none_comes_back_too_early(rule: ItemOutline, who: UUID, turn: int) -> None:
    many = rule["variants"]
    rows = [row(rule, "q", who, turn * many + number) for number in range(1, many + 1)]
    assert set(rows) == (set(range(many)) if rule["fresh"] else {row(rule, "q", who, 1)})
    assert set(rows) <= set(range(many))


def test_the_row_is_the_same_on_every_machine() -> None:
    rule = ItemOutline(variants=7, fresh=True)  # type: ignore[typeddict-item]
    who = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
    assert [row(rule, "q", who, number) for number in range(1, 9)] == [0, 3, 4, 5, 6, 1, 2, 1]


def test_people_are_marked_by_what_they_were_asked(amina: Person, brahim: Person) -> None:
    content = of_quiz(varied())
    for person in (amina, brahim):
        who = enrolment(person, content)
        asked = pupils(shown(who))
        assert pupils(shown(who)) == asked in ROWS
        assert send(who, "99").mark == 0
        assert shown(who).outcome
        assert f"Regardez {asked} encore." in str(shown(who).outcome)
        assert pupils(shown(who, afresh=True)) == asked
        assert send(who, ROWS[asked]).mark == 100


def test_a_fresh_row_comes_with_every_attempt_and_old_answers_keep_theirs(amina: Person) -> None:
    who = enrolment(amina, of_quiz(varied("yes")))
    first = pupils(shown(who))
    send(who, "99")
    assert pupils(shown(who)) == first
    second = pupils(shown(who, afresh=True))
    assert second != first
    assert send(who, ROWS[second]).mark == 100
    assert pupils(shown(who)) == second
    assert Progress.objects.get().mark == 100
    assert learning.rebuild().changed == 0
    assert len(mine.export(amina)["answers"]) == 2  # type: ignore[arg-type]


def test_an_answer_to_another_row_is_not_taken(amina: Person) -> None:
    who = enrolment(amina, of_quiz(varied("yes", attempts="3")))
    stale, token = again(who), uuid4()
    actions.answer(stale, {"groups": {"number": "1"}}, token, "fr", timezone.now())
    with pytest.raises(actions.NotTaken, match="meanwhile"):
        actions.answer(stale, {"groups": {"number": "1"}}, uuid4(), "fr", timezone.now())
    assert len(actions.answer(stale, {"groups": {"number": "1"}}, token, "fr", timezone.now())) == 1
    assert Attempt.objects.count() == 1


def test_a_corrected_key_marks_each_answer_by_its_own_row(amina: Person, ghizlane: Person) -> None:
    who = enrolment(amina, of_quiz(varied("yes", more=1)))
    for _ in range(2):
        send(who, ROWS[pupils(shown(who, afresh=True))])
    assert Progress.objects.get().mark == 0
    actions.move_run(who.run, of_quiz(varied("yes")), ghizlane, "Une clé corrigée", timezone.now())
    assert set(Attempt.objects.values_list("mark", flat=True)) == {100}
    assert Progress.objects.get().mark == 100

"""The newest attempts are found without reading the earlier ones."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment import actions, queries
from takwin.assessment.models import Attempt
from takwin.assessment.tests.builders import again, answer, enrolment
from takwin.learning.models import Enrolment


def practise(who: Enrolment, number: str) -> None:
    actions.answer(again(who), {"warm-up": {"number": number}}, uuid4(), "fr", timezone.now())


def test_of_many_attempts_only_the_newest_is_read(amina: Person, brahim: Person) -> None:
    who, other = enrolment(amina), enrolment(brahim)
    for number in range(7):
        practise(who, str(number))
        practise(other, "9")
    answer(again(who), "12", ("c1",))
    read: list[Model] = []

    def note(instance: Model, **_: Any) -> None:
        read.append(instance)

    post_init.connect(note, sender=Attempt)
    with CaptureQueriesContext(connection) as asked:
        found = queries.latest(who, {"warm-up": 7, "sum": 1, "even": 1})
    post_init.disconnect(note, sender=Attempt)
    assert (len(asked), len(read)) == (1, 3)
    assert found["warm-up"].response == {"number": "6"}
    assert {attempt.enrolment_id for attempt in found.values()} == {who.pk}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the words are those of SQLite's planner")
@pytest.mark.parametrize("many", [1, 2, 5, 30])
def test_each_question_is_looked_up_by_itself(db: None, many: int) -> None:
    places = [part for place in range(many) for part in (1, f"q{place}", 1)]
    plan = queries._at(*places).explain()
    assert plan.count("(enrolment_id=? AND item=? AND number=?)") == many, plan


def test_nothing_is_asked_about_nothing(amina: Person) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert queries.latest(enrolment(amina), {}) == {}
    assert not [one for one in asked if "assessment_attempt" in one["sql"]]

"""An answer that meets a move to another release on its way."""

from uuid import uuid4

import pytest
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment import actions
from takwin.assessment.models import Attempt
from takwin.assessment.tests.builders import again, answer, enrolment, release
from takwin.learning import actions as learning
from takwin.learning.models import Progress


def test_an_answer_marked_with_the_old_key_is_not_taken_after_the_move(amina: Person, ghizlane: Person) -> None:
    who = enrolment(amina, release(answer="7"))
    on_its_way = again(who)
    actions.move_run(who.run, release(answer="12"), ghizlane, "Douze.", timezone.now())
    with pytest.raises(actions.NotTaken) as refused:
        answer(on_its_way, "7")
    assert "corrected while you were answering" in str(refused.value.sentence)
    assert not Attempt.objects.exists()
    answer(again(who), "12")
    assert Progress.objects.get().mark == 100
    assert learning.rebuild().changed == 0


def test_an_answer_that_was_taken_before_the_move_stays_taken(amina: Person, ghizlane: Person) -> None:
    who, token = enrolment(amina, release(answer="7")), uuid4()
    on_its_way = again(who)
    before = answer(again(who), "7", token=token)
    actions.move_run(who.run, release(answer="12"), ghizlane, "Douze.", timezone.now())
    assert answer(on_its_way, "7", token=token) == before

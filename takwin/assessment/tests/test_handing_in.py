"""Of the files that are handed in for practice the newest stays, however they came."""

from uuid import uuid4

from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment import actions
from takwin.assessment.actions.handing_in import hand_in, keep_file
from takwin.assessment.models import AnswerFile, Attempt
from takwin.assessment.tests.builders import again, enrolment


def test_an_older_file_that_comes_late_leaves_the_newer_one(amina: Person) -> None:
    who, now = enrolment(amina), timezone.now()
    for number in ("1", "2"):
        actions.answer(again(who), {"warm-up": {"number": number}}, uuid4(), "fr", now)
    older, newer = Attempt.objects.order_by("number")
    for attempt in (newer, older):
        kept = keep_file(who, "warm-up", "page.txt", b"%d" % attempt.number, now)
        attempt.response, attempt.points = {"file": kept.uid.hex}, 0
        hand_in(attempt)
    assert AnswerFile.objects.filter(uid=newer.response["file"], handed_in=True).exists()

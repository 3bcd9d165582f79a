"""Two takings of one run become one: their answers."""

from collections import defaultdict

from django.db.models import F

from takwin.assessment.models import AnswerFile, Attempt
from takwin.learning.models import Enrolment
from takwin.learning.timing import in_record

ASIDE = 10_000
"""Beyond the number of anybody's answer: where numbers wait for their place."""


def merge(goes: Enrolment, stays: Enrolment) -> None:
    """The answers and files of `goes` are those of `stays`, numbered in the order in which all were given; each keeps what it was asked.
    In the caller's transaction."""
    AnswerFile.objects.filter(enrolment=goes).update(enrolment=stays)
    moved = list(Attempt.objects.filter(enrolment=goes))
    for one in moved:
        one.asked_of, one.enrolment = one.asked_of or goes.uid, stays
    items = {one.item for one in moved}
    given: dict[str, list[Attempt]] = defaultdict(list)
    for one in [*moved, *Attempt.objects.filter(enrolment=stays, item__in=items)]:
        given[one.item].append(one)
    rows = [one for some in given.values() for one in _numbered(some)]
    Attempt.objects.filter(enrolment=stays, item__in=items).update(number=F("number") + ASIDE)
    Attempt.objects.bulk_update(rows, ["enrolment", "number", "turn", "asked_of"], batch_size=100)


def _numbered(answers: list[Attempt]) -> list[Attempt]:
    answers.sort(key=lambda one: (in_record(one.at), one.uid.bytes))
    for number, one in enumerate(answers, start=1):
        one.turn = None if one.asked_as == number else one.asked_as
        one.number = number
    return answers

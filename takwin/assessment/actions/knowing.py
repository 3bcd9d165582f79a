"""At a box: answers that were given elsewhere, with what they earned there, never what was written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from takwin.assessment.actions.numbering import make_room
from takwin.assessment.models import Attempt, HandMark
from takwin.content.models import Release
from takwin.learning.models import Enrolment
from takwin.learning.timing import in_record


def know(enrolment: Enrolment, uid: UUID, item: str, told: Mapping[str, Any], at: datetime) -> None:
    """The row of an answer that was given elsewhere; in the caller's transaction, with the progress locked."""
    release = Release.objects.get(course=enrolment.run.course_id, digest=told["release"])
    number = make_room(enrolment, item, (in_record(at), uid.bytes), turns="turn" in told)
    turn = told.get("turn")
    Attempt.objects.create(
        uid=uid, enrolment=enrolment, item=item, number=number, turn=None if turn == number else turn, release=release,
        language=told["language"], response={}, mark=told["mark"], points=told["points"], at=at, seconds=told.get("seconds"),
        sure=told.get("sure"),
    )  # fmt: skip


def know_mark(uid: UUID, mark: int, points: int, now: datetime) -> None:
    """An answer has another mark than before."""
    Attempt.objects.filter(uid=uid).update(mark=mark, points=points)
    HandMark.objects.filter(attempt__uid=uid, at=None).update(mark=mark, at=now)

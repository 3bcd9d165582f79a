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
from takwin.lib.ids import derived
from takwin.lib.text import N_
from takwin.notices import actions as notices

MARKED_AGAIN = N_("The key of a question was corrected and your answer was marked again.")
BY_HAND = N_("An answer of yours was marked by the course team.")


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


def know_mark(enrolment: Enrolment, uid: UUID, mark: int, points: int, now: datetime) -> None:
    """An answer has another mark than before; where it is not by hand, a key was corrected, and its person is told."""
    changed = Attempt.objects.filter(enrolment=enrolment, uid=uid).exclude(mark=mark, points=points)
    if changed.update(mark=mark, points=points) and not HandMark.objects.filter(attempt__uid=uid).exists():
        _tell(enrolment, derived(uid, f"marked again {mark} {points}"), MARKED_AGAIN, now)
    HandMark.objects.filter(attempt__uid=uid, at=None).update(mark=mark, at=now)


def know_by_hand(enrolment: Enrolment, uid: UUID, mark: int, comment: str, at: datetime, now: datetime) -> None:
    """The course team has marked an answer by hand, elsewhere; its person is told here too."""
    attempt = Attempt.objects.filter(enrolment=enrolment, uid=uid).first()
    if attempt is None or HandMark.objects.filter(attempt=attempt, mark=mark, comment=comment, at=at).exists():
        return
    said = {"run_id": enrolment.run_id, "item": attempt.item, "mark": mark, "comment": comment, "at": at}
    HandMark.objects.update_or_create(attempt=attempt, defaults=said)
    _tell(enrolment, derived(uid, f"marked by hand {at.isoformat()}"), BY_HAND, now)


def _tell(enrolment: Enrolment, cause: UUID, message: str, now: datetime) -> None:
    if enrolment.person:
        link = f"/courses/{enrolment.run.course.slug}/marks/"
        notices.tell(enrolment.person, cause=cause, message=message, values={}, link=link, now=now)

"""Files that people hand in: kept privately as soon as they are sent, so that a form that comes back has not lost them."""

from datetime import datetime
from pathlib import Path, PurePosixPath
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from takwin.assessment.models import AnswerFile, Attempt
from takwin.files import actions as files
from takwin.files.types import media_type
from takwin.learning.models import Enrolment
from takwin.lib.ids import uuid7

LONGEST = 120
"""Signs of a file's name."""


def keep_file(enrolment: Enrolment, item: str, name: str, data: Path | bytes, now: datetime) -> AnswerFile:
    """Keep a file for an answer that is about to be given; one that was kept for it before and never handed in goes. Raises OSError."""
    stored = files.put(data)
    with transaction.atomic():
        discard_files(AnswerFile.objects.filter(enrolment=enrolment, item=item, handed_in=False))
        blob = files.register(stored, media_type(name))
        return AnswerFile.objects.create(
            uid=uuid7(), enrolment=enrolment, item=item, blob=blob, name=_short(name), at=now
        )


def bring_file(enrolment: Enrolment, item: str, uid: UUID, name: str, stored: files.Stored, at: datetime) -> bool:
    """The file of an answer that was handed in elsewhere, its bytes stored here already; in the caller's transaction. False where another has its name."""
    kept = AnswerFile.objects.filter(uid=uid).first()
    if kept is not None:
        return (kept.enrolment_id, kept.item) == (enrolment.pk, item)
    blob = files.register(stored, media_type(name))
    AnswerFile.objects.create(uid=uid, enrolment=enrolment, item=item, blob=blob, name=_short(name), at=at)
    return True


def hand_in(attempt: Attempt) -> None:
    """The file of an answer belongs to it from now on. Of what is only practised the newest is kept, and nothing else, in
    whatever order they come; what is still to be handed in waits on where an older one comes."""
    uid = attempt.response.get("file")
    if not isinstance(uid, str):
        return
    own = AnswerFile.objects.filter(enrolment_id=attempt.enrolment_id, item=attempt.item)
    own.filter(uid=uid).update(handed_in=True)
    if attempt.points:
        return
    given = Attempt.objects.filter(enrolment=attempt.enrolment_id, item=attempt.item).order_by("-number")
    newest = next(name for name in given.values_list("response__file", flat=True) if name)
    gone = own.exclude(uid=newest)
    discard_files(gone if newest == uid else gone.filter(handed_in=True))


def discard_files(found: QuerySet[AnswerFile]) -> None:
    """Remove files that were handed in, and their bytes where nothing else needs them."""
    for file in found.select_related("blob").order_by("blob"):
        file.delete()
        files.discard(file.blob)


def _short(name: str) -> str:
    """The last part of a name, without signs that cannot be seen, cut before its ending."""
    seen = "".join(sign for sign in name.replace("\\", "/").rsplit("/", 1)[-1] if sign.isprintable())
    ending = PurePosixPath(seen).suffix
    return seen if len(seen) <= LONGEST else seen[: LONGEST - len(ending)] + ending

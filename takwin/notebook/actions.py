"""What happens in the notebook: a text is kept, and the record is told that it was."""

from datetime import datetime
from uuid import UUID

from takwin.database.together import together
from takwin.learning import actions as learning
from takwin.learning import activity
from takwin.learning.models import Enrolment
from takwin.lib import digest
from takwin.notebook import queries
from takwin.notebook.models import Writing
from takwin.records.statement import Statement
from takwin.records.vocabulary import Audience

DIGITS = 16
"""Hexadecimal digits of a digest that the record keeps."""


def keep(enrolment: Enrolment, kind: str, place: str, text: str, uid: UUID, salt: str, now: datetime) -> bool:
    """Keep a text as it was written on a page; whether it is another than before."""
    before = queries.versions(enrolment, kind, place)[:1]
    if (before[0].text if before else "") == text:
        return False
    together(
        lambda: learning.tell_all(enrolment, lambda _: [written(enrolment, kind, place, text, uid, salt, now)], now)
    )
    return True


def written(enrolment: Enrolment, kind: str, place: str, text: str, uid: UUID, salt: str, at: datetime) -> Statement:
    """Keep one version of a text in its place in time, however late it comes, and give what the record is told; in the caller's
    transaction."""
    Writing.objects.create(uid=uid, enrolment=enrolment, kind=kind, place=place, text=text, salt=salt, at=at)
    if old := queries.too_old(enrolment, kind, place):
        Writing.objects.filter(pk__in=old).delete()
    verb, named = ("noted", activity.step) if kind == Writing.Kind.NOTE else ("drafted", activity.task)
    result = {"text": digest.of_bytes(f"{salt} {text}".encode())[:DIGITS]}
    what = named(enrolment.run.course.slug, place)
    return learning.sentence(enrolment, verb, what, at, result, uid, Audience.PRIVATE)

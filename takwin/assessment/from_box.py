"""Answers that were given on a box: a site of a centre that studies from our releases. They come as they were stored there and are marked here,
like those of a device; and what was answered here goes to the box without its words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from takwin.assessment.actions.answering import Marked, stored, told_of
from takwin.assessment.actions.numbering import make_room
from takwin.assessment.from_device import NOT_THERE, NotUnderstood, asked_at, limits, timed
from takwin.assessment.marking import outcome
from takwin.assessment.models import Attempt
from takwin.assessment.policy import ItemPolicy
from takwin.assessment.variants import row
from takwin.content.models import Release
from takwin.content.queries import outline, sealed_key
from takwin.items.item import Json
from takwin.items.shelf import kind
from takwin.learning.models import Enrolment
from takwin.learning.queries import closing, rules
from takwin.learning.timing import in_record
from takwin.lib.text import N_, Sentence
from takwin.records.statement import Statement

PRIVATE = Sentence(N_("This answer is private: it stays where it was given."))
FILE = Sentence(N_("A file that was handed in on a box stays there: hand it in again on the site."))


@dataclass(frozen=True, slots=True)
class Brought:
    """An answer as it was stored elsewhere: its sentence's name, the question, the response, the digest of the release that asked and the language; when, how long it
    took (seconds), how sure the person was, for which number and in which draw it was asked, where that matters."""

    uid: UUID
    item: str
    response: Json
    release: str
    language: str
    at: datetime
    seconds: int | None = None
    sure: int | None = None
    turn: int | None = None
    draw: int | None = None


def take(enrolment: Enrolment, one: Brought) -> Statement:
    """Mark and keep an answer from a box, and give what the record is told; in the caller's transaction, with the progress locked. Raises
    NotUnderstood."""
    where = _where(enrolment, one)
    rule = outline(where)["items"][one.item]
    policy = ItemPolicy.of(outline(where), one.item, closing(enrolment, rule["step"]), rules(enrolment).most)
    if not policy.points:
        raise NotUnderstood(PRIVATE)
    if kind(rule["kind"]).shape == "file":
        raise NotUnderstood(FILE)
    keys = sealed_key(where, one.item, row(rule, one.item, enrolment.uid, one.turn or 1))
    mark = outcome(rule["kind"], keys, one.language, one.response, policy.points).mark
    waits = kind(rule["kind"]).by_hand and policy.graded and bool(one.response)
    marked = Marked(
        one.uid, where, one.item, one.response, mark, policy, False, one.uid, waits, one.draw, one.sure, one.turn
    )
    number = make_room(enrolment, one.item, (in_record(one.at), one.uid.bytes), turns=one.turn is not None)
    stored(enrolment, marked, number, one.language, one.at, one.seconds)
    more = limits(enrolment, policy, one.at) | ({"timed": True} if timed(where, one.item) else {})
    return told_of(enrolment, marked, number, one.at, more)


def _where(enrolment: Enrolment, one: Brought) -> int:
    then = (
        Release.objects.filter(course=enrolment.run.course_id, digest=one.release).values_list("pk", flat=True).first()
    )
    where = asked_at(enrolment, then, one.item) if then else None
    if where is None or one.language not in outline(where)["languages"]:
        raise NotUnderstood(NOT_THERE)
    return where


def words(uids: list[UUID]) -> dict[UUID, Json]:
    """What a box tells of its own answers beside their sentences, by name; nothing of those whose words are elsewhere or that were
    handed in as a file."""
    return {
        one.uid: _told(one)
        for one in Attempt.objects.filter(uid__in=uids).select_related("release")
        if outline(one.release_id)["items"][one.item]["points"] and not _is_file(one)
    }


def _is_file(one: Attempt) -> bool:
    return kind(outline(one.release_id)["items"][one.item]["kind"]).shape == "file"


def _told(one: Attempt) -> Json:
    told = {"response": one.response, "release": one.release.digest, "language": one.language}
    fresh = outline(one.release_id)["items"][one.item].get("fresh")
    numbers = {"seconds": one.seconds, "sure": one.sure, "turn": one.asked_as if fresh else None}
    return {**told, **{name: value for name, value in numbers.items() if value is not None}}


def marks(uids: list[UUID]) -> dict[UUID, Json]:
    """What a box must know of answers that were given here: what they earned, never what was written."""
    found = Attempt.objects.filter(uid__in=uids, points__gt=0).select_related("release")
    return {one.uid: {**_told(one), "response": {}, "mark": one.mark, "points": one.points} for one in found}

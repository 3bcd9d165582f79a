"""Answers that were given on a box: a site of a centre that studies from our releases. They come as they were stored there and are marked here,
like those of a device; and what was answered here goes to the box without its words."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from takwin.assessment.actions.answering import Marked, stored, told_of
from takwin.assessment.actions.handing_in import bring_file
from takwin.assessment.actions.numbering import make_room
from takwin.assessment.from_device import NOT_THERE, NotUnderstood, asked_at, limits, timed
from takwin.assessment.marking import outcome
from takwin.assessment.models import AnswerFile, Attempt, HandMark
from takwin.assessment.policy import ItemPolicy
from takwin.assessment.variants import row
from takwin.content.models import Release
from takwin.content.queries import outline, public_item, sealed_key
from takwin.files.queries import path as blob_path
from takwin.items.item import Json, Unanswered
from takwin.items.shelf import kind
from takwin.learning.models import Enrolment
from takwin.learning.queries import closing, rules
from takwin.learning.timing import in_record
from takwin.lib.text import N_, Sentence
from takwin.records.statement import Statement

DIGEST = re.compile(r"[0-9a-f]{64}")
PRIVATE = Sentence(N_("This answer is private: it stays where it was given."))
FILE = Sentence(N_("The file of this answer did not come along from the box: hand it in again on the site."))
OTHERS = Sentence(N_("There is another file by this name."))


@dataclass(frozen=True, slots=True)
class Brought:
    """An answer as it was stored elsewhere: its sentence's name, the question, the response, the digest of the release that asked and the language; when, how long it
    took (seconds), how sure the person was, for which number and in which draw it was asked, where that matters; of a file that was handed in, the digest."""

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
    blob: str | None = None


def take(enrolment: Enrolment, one: Brought) -> Statement:
    """Mark and keep an answer from a box, and give what the record is told; in the caller's transaction, with the progress locked. Raises
    NotUnderstood."""
    where = _where(enrolment, one)
    rule = outline(where)["items"][one.item]
    policy = ItemPolicy.of(outline(where), one.item, closing(enrolment, rule["step"]), rules(enrolment).most)
    if not policy.points:
        raise NotUnderstood(PRIVATE)
    if kind(rule["kind"]).shape == "file":
        _hand_in(enrolment, one, where)
    keys = sealed_key(where, one.item, row(rule, one.item, enrolment.taking, one.turn or 1))
    mark = outcome(rule["kind"], keys, one.language, one.response, policy.points).mark
    waits = kind(rule["kind"]).by_hand and policy.graded and bool(one.response)
    marked = Marked(
        one.uid, where, one.item, one.response, mark, policy, False, one.uid, waits, one.draw, one.sure, one.turn
    )
    number = make_room(enrolment, one.item, (in_record(one.at), one.uid.bytes), turns=one.turn is not None)
    stored(enrolment, marked, number, one.language, one.at, one.seconds)
    more = limits(enrolment, policy, one.at) | ({"timed": True} if timed(where, one.item) else {})
    return told_of(enrolment, marked, number, one.at, more)


def _hand_in(enrolment: Enrolment, one: Brought, where: int) -> None:
    """The row of a file whose bytes are here already. What its kind does not take is not taken from a box either."""
    uid, name = _uid(one.response.get("file")), str(one.response.get("name", ""))
    path = blob_path(one.blob) if one.blob and DIGEST.fullmatch(one.blob) else None
    if uid is None or path is None or not path.is_file():
        raise NotUnderstood(FILE)
    size = path.stat().st_size
    public = public_item(where, one.item, one.language)
    try:
        book = kind(outline(where)["items"][one.item]["kind"])
        book.read(public, {"answer": [name], "answer-size": [str(size)], "answer-file": [uid.hex]})
    except Unanswered as why:
        raise NotUnderstood(why.sentence) from why
    if not bring_file(enrolment, one.item, uid, name, (path.name, size), one.at):
        raise NotUnderstood(OTHERS)


def _uid(value: object) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _where(enrolment: Enrolment, one: Brought) -> int:
    then = (
        Release.objects.filter(course=enrolment.run.course_id, digest=one.release).values_list("pk", flat=True).first()
    )
    where = asked_at(enrolment, then, one.item) if then else None
    if where is None or one.language not in outline(where)["languages"]:
        raise NotUnderstood(NOT_THERE)
    return where


def words(uids: list[UUID]) -> dict[UUID, Json]:
    """What a box tells of its own answers beside their sentences, by name; nothing of those whose words are elsewhere. Of a file it names the
    digest and the size in bytes."""
    found = Attempt.objects.filter(uid__in=uids).select_related("release")
    given = [one for one in found if outline(one.release_id)["items"][one.item]["points"]]
    named = {uid: one for one in given if (uid := _uid(one.response.get("file")))}
    kept = AnswerFile.objects.filter(uid__in=named, handed_in=True).select_related("blob")
    blobs = {named[one.uid].uid: {"blob": one.blob_id, "size": one.blob.size} for one in kept if one.uid in named}
    return {one.uid: {**_told(one), **blobs.get(one.uid, {})} for one in given}


def _told(one: Attempt) -> Json:
    told = {"response": one.response, "release": one.release.digest, "language": one.language}
    fresh = outline(one.release_id)["items"][one.item].get("fresh")
    numbers = {"seconds": one.seconds, "sure": one.sure, "turn": one.asked_as if fresh else None}
    return {**told, **{name: value for name, value in numbers.items() if value is not None}}


def marks(uids: list[UUID]) -> dict[UUID, Json]:
    """What a box must know of answers that were given here: what they earned, never what was written."""
    found = Attempt.objects.filter(uid__in=uids, points__gt=0).select_related("release")
    return {one.uid: {**_told(one), "response": {}, "mark": one.mark, "points": one.points} for one in found}


def by_hand(enrolment: Enrolment) -> list[list[object]]:
    """The marks that people here gave to somebody's answers, with their words for them: [answer, hundredths, words, when]."""
    found = HandMark.objects.filter(attempt__enrolment=enrolment, at__isnull=False).order_by("attempt")
    rows = found.values_list("attempt__uid", "mark", "comment", "at")
    return [[str(uid), mark, comment, at.isoformat()] for uid, mark, comment, at in rows if at]

"""What assessment holds about a person."""

from collections.abc import Iterator
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from takwin.accounts.actions import hand_over
from takwin.accounts.models import Person
from takwin.assessment import actions
from takwin.assessment.models import AnswerFile, Attempt, Correction, HandMark
from takwin.assessment.variants import row
from takwin.content.queries import outline, public_item
from takwin.files.queries import path
from takwin.learning.queries import merged
from takwin.lib.archive.names import plain, unlike
from takwin.lib.html import text_of


def export(person: Person) -> dict[str, object]:
    """Every answer with its mark (hundredths of a point), and the corrections the person made as a course team."""
    attempts = Attempt.objects.filter(enrolment__person=person).order_by("at")
    attempts = attempts.select_related("enrolment__run__course", "by_hand")
    return {
        "answers": [
            {
                "course": attempt.enrolment.run.course.slug,
                "question": attempt.item,
                "attempt": attempt.number,
                "language": attempt.language,
                "response": _in_words(attempt.response, _words(attempt)),
                "mark": attempt.mark,
                "points": attempt.points,
                "at": attempt.at.isoformat(),
                "seconds": attempt.seconds,
                **({"sure (1 to 3)": attempt.sure} if attempt.sure else {}),
                **_by_hand(attempt),
            }
            for attempt in attempts.iterator(500)
        ],
        "files": [
            {
                "course": one.enrolment.run.course.slug,
                "question": one.item,
                "name": one.name,
                "file": file,
                "sha256": one.blob_id,
                "at": one.at.isoformat(),
            }
            for one, file in _files(person)
        ],
        "marked_by_hand": [
            {"question": one.item, "mark": one.mark, "comment": one.comment, "at": one.at.isoformat()}
            for one in HandMark.objects.filter(by=person, at__isnull=False)
            if one.at
        ],
        "corrections": [
            {"question": correction.item, "reason": correction.reason, "at": correction.at.isoformat()}
            for correction in Correction.objects.filter(by=person)
        ],
    }


def attached(person: Person) -> Iterator[tuple[str, Path]]:
    """The files that the person sent for answers: the name of each in the archive, and where its bytes should lie."""
    for one, file in _files(person):
        yield file, path(one.blob_id)


def _files(person: Person) -> Iterator[tuple[AnswerFile, str]]:
    """Each with its name in the archive, "files/course/question/name": no two alike, and the same whenever it is asked."""
    taken = set[str]()
    found = AnswerFile.objects.filter(enrolment__person=person).select_related("enrolment__run__course").order_by("pk")
    for one in found.iterator(500):
        parts = (one.enrolment.run.course.slug, one.item, one.name)
        yield one, unlike("/".join(("files", *map(plain, parts))), taken)


def _by_hand(attempt: Attempt) -> dict[str, object]:
    """What the course team said, of an answer that it marks."""
    marking: HandMark | None = getattr(attempt, "by_hand", None)
    if marking is None:
        return {}
    return {"comment": marking.comment, "marked": marking.at.isoformat() if marking.at else None}


def _words(attempt: Attempt) -> dict[str, str]:
    """What stands for what on the page that was answered: {"c2": "A colleague"}. A picture keeps its id."""
    rule = outline(attempt.release_id)["items"][attempt.item]
    asked = row(rule, attempt.item, attempt.who, attempt.asked_as)
    public = public_item(attempt.release_id, attempt.item, attempt.language, asked)
    shown = [one for part in ("choices", "rows", "options", "zones") for one in public.get(part, [])]
    return {one["id"]: unescape(text_of(one.get("html", ""))) or one.get("text") or one["id"] for one in shown}


def _in_words(response: Any, words: dict[str, str]) -> Any:
    """An answer as the person read it. Ids would tell nobody anything, except in which order the author wrote the choices."""
    if isinstance(response, dict):
        return {words.get(name, name): _in_words(value, words) for name, value in response.items()}
    if isinstance(response, list):
        return [_in_words(value, words) for value in response]
    return words.get(response, response) if isinstance(response, str) else response


def erase(person: Person, now: datetime) -> None:
    """Forget what was answered, handed in and said of it; that it was answered and what it earned stays with the pseudonymous record."""
    actions.discard_files(AnswerFile.objects.filter(enrolment__person=person))
    HandMark.objects.filter(attempt__enrolment__person=person).update(comment="")
    HandMark.objects.filter(by=person).update(by=None)
    Attempt.objects.filter(enrolment__person=person).update(response={})
    Correction.objects.filter(by=person).update(by=None)


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """Answers and files of both, numbered in the order in which they were given; what they marked and corrected."""
    hand_over(kept, gone, (HandMark, "by"), (Correction, "by"))
    for goes, stays in merged(kept):
        actions.merge(goes, stays)


def held(person: Person) -> list[tuple[str, int]]:
    """Answers given."""
    return [(gettext("Answers"), Attempt.objects.filter(enrolment__person=person).count())]

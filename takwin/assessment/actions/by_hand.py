"""Marks that people give: kept with words for whoever answered, told to the record, and the person told of them."""

from datetime import datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.assessment.models import HandMark
from takwin.content.queries import outline
from takwin.learning import actions as learning
from takwin.learning import activity
from takwin.learning.queries import locked
from takwin.lib.ids import derived, uuid7
from takwin.lib.text import N_
from takwin.notices import actions as notices


class MarkedMeanwhile(Exception):
    """Somebody else has marked the answer since its page was shown."""


@transaction.atomic
def mark_by_hand(
    marking: HandMark, mark: int, comment: str, by: Person, seen: datetime | None, now: datetime
) -> HandMark:
    """Give an answer its mark (hundredths) and words, the first time or again; its person is told. `seen` is when it was marked last, as
    the page showed it. The same mark and words again change nothing.

    Raises MarkedMeanwhile, and ValueError for a mark that the question does not have."""
    locked(
        marking.attempt.enrolment
    )  # first, as everywhere: a run that moves to another release marks again with it locked
    found = HandMark.objects.select_for_update(of=("self",)).select_related("attempt__enrolment__run__course")
    row = found.get(pk=marking.pk)
    if row.at != seen:
        raise MarkedMeanwhile
    attempt, enrolment = row.attempt, row.attempt.enrolment
    if not 0 <= mark <= attempt.points or enrolment.person is None:
        raise ValueError(mark)
    if row.at and (row.mark, row.comment) == (mark, comment):
        return row
    told = row.at is None or row.mark != mark
    row.mark, row.comment, row.by, row.at = mark, comment, by, now
    row.save(update_fields=["mark", "comment", "by", "at"])
    attempt.mark = mark
    attempt.save(update_fields=["mark"])
    if told:
        _tell(row, now)
    notices.tell(
        enrolment.person,
        cause=derived(attempt.uid, f"marked by hand {now.isoformat()}"),
        message=N_("An answer of yours was marked by the course team."),
        values={},
        link=f"/courses/{enrolment.run.course.slug}/marks/",
        now=now,
    )
    return row


def _tell(row: HandMark, now: datetime) -> None:
    """The mark goes into the record as a corrected one does; progress and completion follow from there."""
    attempt, enrolment = row.attempt, row.attempt.enrolment
    asked = outline(attempt.release_id)["items"][attempt.item]["asked"]
    result = {"n": attempt.number, "raw": row.mark, "max": attempt.points, "asked": asked, "of": attempt.uid.hex}
    what = activity.item(enrolment.run.course.slug, attempt.item)
    learning.tell(enrolment, learning.sentence(enrolment, "scored", what, now, result, uuid7()), now)

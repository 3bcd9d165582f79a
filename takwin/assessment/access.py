"""Which answer or file a person may have."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from takwin.accounts.models import Person
from takwin.assessment import queries
from takwin.assessment.models import AnswerFile, HandMark
from takwin.learning.access import run_to_mark


def my_file(person: Person, course_slug: str, uid: UUID) -> AnswerFile:
    """A file that the person has handed in themselves."""
    files = AnswerFile.objects.select_related("blob")
    return get_object_or_404(files, uid=uid, enrolment__person=person, enrolment__run__course__slug=course_slug)


def marking_of_team(person: Person, course_slug: str, run_slug: str, answer: int) -> HandMark:
    """An answer to mark by hand, in a run of a course that the person writes or owns."""
    run = run_to_mark(person, course_slug, run_slug)
    found = HandMark.objects.select_related("run__course", "by", "attempt__enrolment__person")
    # attempt__pk, not pk: a foreign key is compared with numbers that SQLite cannot hold
    return get_object_or_404(found, attempt__pk=answer, run=run, attempt__enrolment__person__name__gt="")


def file_of_team(person: Person, course_slug: str, run_slug: str, answer: int) -> AnswerFile:
    """The file of an answer that the team marks."""
    attempt = marking_of_team(person, course_slug, run_slug, answer).attempt
    try:
        found = queries.answer_file(attempt.enrolment, attempt.item, UUID(str(attempt.response.get("file"))))
    except ValueError:
        found = None
    if found is None or not found.handed_in:
        raise Http404
    return found

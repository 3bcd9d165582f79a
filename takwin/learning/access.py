"""Which run or enrolment a person may have."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from takwin.accounts.models import Person
from takwin.content.models import Member
from takwin.learning import queries
from takwin.learning.models import Enrolment, Run

WRITERS = (Member.Role.OWNER, Member.Role.AUTHOR)


def open_run(course_slug: str) -> Run:
    """The run that anybody may see and join for this course; the newest if there are several."""
    run = queries.offered().filter(course__slug=course_slug).order_by("-pk").first()
    if run is None:
        raise Http404(course_slug)
    return run


def my_enrolment(person: Person, course_slug: str) -> Enrolment:
    """The person's own taking of a course, or nothing."""
    found = queries.enrolment(person, course_slug)
    if found is None:
        raise Http404(course_slug)
    return found


def run_of_team(person: Person, course_slug: str, run_slug: str) -> Run:
    """A run of a course that the person writes or owns, or which they administer: who only reads a course sees nothing of its people."""
    runs = Run.objects.select_related("course", "release")
    if not person.is_staff:
        runs = runs.filter(course__members__in=Member.objects.filter(person=person, role__in=WRITERS))
    return get_object_or_404(runs, course__slug=course_slug, slug=run_slug)

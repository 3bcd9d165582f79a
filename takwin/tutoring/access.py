"""Who may see what of tutoring: the tutors of a run its cases, the team of a run its tutors and the report, a learner what is theirs. Nobody else
finds anything."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from takwin.accounts.models import Person
from takwin.learning.access import my_enrolment, run_of_team
from takwin.learning.models import Enrolment, Run
from takwin.learning.queries import taking
from takwin.tutoring import queries
from takwin.tutoring.models import Case, Duty, Tutor


def mine(person: Person) -> QuerySet[Tutor]:
    """The runs of which a person is a tutor."""
    return Tutor.objects.filter(person=person, ended=None).select_related("run__course", "run__release").order_by("pk")


def tutor_of(person: Person, course_slug: str, run_slug: str) -> Tutor:
    """What the person is in a run, as one of its tutors."""
    return get_object_or_404(mine(person), run__course__slug=course_slug, run__slug=run_slug)


def colleague(me: Tutor, pk: int) -> Tutor:
    """Another tutor of the same run, or oneself."""
    return get_object_or_404(queries.tutors(me.run), pk=pk)


def case_for(me: Tutor, uid: UUID) -> Case:
    """A case of a run, for one of its tutors."""
    found = Case.objects.select_related("enrolment__person", "enrolment__run__course", "tutor__person")
    return get_object_or_404(found, pk=uid, run=me.run_id, enrolment__person__isnull=False)


def duty_for(me: Tutor, uid: UUID) -> Duty:
    """Something due in a run, for one of its tutors."""
    found = Duty.objects.select_related("enrolment__person", "enrolment__run__course", "case", "tutor__person", "by")
    return get_object_or_404(found, pk=uid, run=me.run_id)


def steered(person: Person, course_slug: str, run_slug: str) -> Run:
    """A run whose tutors the person names: one of its team, who organises for its institution, an administrator."""
    return run_of_team(person, course_slug, run_slug)


def reported(person: Person, course_slug: str, run_slug: str) -> Run:
    """A run whose report a person may read: its tutors, and who names them."""
    found = mine(person).filter(run__course__slug=course_slug, run__slug=run_slug).first()
    return found.run if found else steered(person, course_slug, run_slug)


def in_run(run: Run, pk: int) -> Enrolment:
    """Somebody who takes a run, for who may see its people."""
    return get_object_or_404(taking(run.pk).select_related("person", "run__course", "run__release"), pk=pk)


def accompanied(person: Person, course_slug: str) -> Enrolment:
    """The person's own taking of a course whose run has tutors."""
    found = my_enrolment(person, course_slug)
    if not queries.has_tutors(found.run):
        raise Http404(course_slug)
    return found

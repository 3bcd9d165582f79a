"""Who may reach a course."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from takwin.accounts.models import Person
from takwin.content.models import Course, Draft, Release

Somebody = Person | AnonymousUser | None


def team_course(person: Somebody, slug: str) -> Course:
    """A course, for its team or an administrator. Raises Http404, PermissionDenied."""
    course = Course.objects.filter(slug=slug).first()
    if course is None:
        raise Http404(slug)
    if not is_team(person, course):
        raise PermissionDenied
    return course


def is_team(person: Somebody, course: Course) -> bool:
    """Whether somebody may change a course."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    return person.is_staff or course.members.filter(person=person).exists()


def team_release(person: Somebody, slug: str, number: int) -> Release:
    """A release with its source, for the team. Raises Http404, PermissionDenied."""
    release = team_course(person, slug).releases.filter(number=number).select_related("course", "source").first()
    if release is None:
        raise Http404(str(number))
    return release


def public_course(person: Somebody, slug: str) -> Course:
    """A course that has a release and is not archived; its team reaches it in any case. Raises Http404."""
    course = Course.objects.filter(slug=slug).first()
    if course is None or not (is_team(person, course) or _is_public(course)):
        raise Http404(slug)
    return course


def _is_public(course: Course) -> bool:
    return course.archived is None and course.releases.exists()


def colleague(person: Somebody) -> Person:
    """Somebody for whom the studio is open: who may create courses, or writes one. Raises PermissionDenied."""
    if isinstance(person, Person) and (person.is_author or person.is_staff or person.teams.exists()):
        return person
    raise PermissionDenied


def team_draft(person: Somebody, slug: str) -> Draft:
    """The draft of a course, for its team. Raises Http404, PermissionDenied."""
    course = team_course(person, slug)
    draft = Draft.objects.filter(course=course).select_related("course", "source", "uploaded_by").first()
    if draft is None:
        raise Http404(slug)
    return draft

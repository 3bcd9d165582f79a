"""Who may reach a course."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from takwin.accounts.models import Person
from takwin.content.models import Course, Draft, Fetch, Member, Release

Somebody = Person | AnonymousUser | None
Role = Member.Role


RANKS = [Role.READER, Role.AUTHOR, Role.OWNER]
"""Each may do what those before it may."""


def team_course(person: Somebody, slug: str, role: Role = Role.AUTHOR) -> Course:
    """A course, for those of its team who have at least this role, or an administrator. Raises Http404, PermissionDenied."""
    course = Course.objects.filter(slug=slug).first()
    if course is None:
        raise Http404(slug)
    if not has_role(person, course, role):
        raise PermissionDenied
    return course


def role_of(person: Somebody, course: Course) -> Role | None:
    """What somebody is in a course's team; an administrator is as good as an owner."""
    if not isinstance(person, Person) or not person.is_active:
        return None
    if person.is_staff:
        return Role.OWNER
    found = course.members.filter(person=person).values_list("role", flat=True).first()
    return Role(found) if found else None


def has_role(person: Somebody, course: Course, role: Role) -> bool:
    """Whether somebody has at least this role in a course's team."""
    found = role_of(person, course)
    return found is not None and RANKS.index(found) >= RANKS.index(role)


def is_team(person: Somebody, course: Course) -> bool:
    """Whether somebody writes a course: its authors and owners, who also see its marks."""
    return has_role(person, course, Role.AUTHOR)


def team_release(person: Somebody, slug: str, number: int) -> Release:
    """A release with its source, for the whole team. Raises Http404, PermissionDenied."""
    release = (
        team_course(person, slug, Role.READER).releases.filter(number=number).select_related("course", "source").first()
    )
    if release is None:
        raise Http404(str(number))
    return release


def team_state(person: Somebody, slug: str, name: str) -> Release | Draft:
    """A state of a course by its name in addresses, "3" for a release or "draft", for the whole team. Raises Http404, PermissionDenied."""
    if name == "draft":
        return team_draft(person, slug, Role.READER)
    if not (name.isascii() and name.isdecimal() and len(name) < 9):
        raise Http404(name)
    return team_release(person, slug, int(name))


def my_fetch(person: Somebody, pk: int) -> Fetch:
    """What somebody had fetched, for that person, the course's team or an administrator. Raises Http404."""
    found = Fetch.objects.filter(pk=pk).select_related("course", "by").first()
    if found is None or not isinstance(person, Person):
        raise Http404(str(pk))
    team = found.course is not None and has_role(person, found.course, Role.READER)
    if not (found.by_id == person.pk or person.is_staff or team):
        raise Http404(str(pk))
    return found


def public_course(person: Somebody, slug: str) -> Course:
    """A course that has a release and is not archived; its team reaches it in any case. Raises Http404."""
    course = Course.objects.filter(slug=slug).first()
    if course is None or not (role_of(person, course) or _is_public(course)):
        raise Http404(slug)
    return course


def _is_public(course: Course) -> bool:
    return course.archived is None and course.releases.exists()


def colleague(person: Somebody) -> Person:
    """Somebody for whom the studio is open: who may create courses, or writes one. Raises PermissionDenied."""
    if isinstance(person, Person) and (person.is_author or person.is_staff or person.teams.exists()):
        return person
    raise PermissionDenied


def team_draft(person: Somebody, slug: str, role: Role = Role.AUTHOR) -> Draft:
    """The draft of a course, for those of its team who have at least this role. Raises Http404, PermissionDenied."""
    course = team_course(person, slug, role)
    draft = Draft.objects.filter(course=course).select_related("course", "source", "uploaded_by").first()
    if draft is None:
        raise Http404(slug)
    return draft

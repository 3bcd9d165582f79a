"""Who writes a course."""

from django.db import transaction

from takwin.accounts.models import Person
from takwin.content.models import Course, Member


class LastMember(ValueError):
    """A course keeps at least one person in its team."""


def join_team(course: Course, person: Person) -> None:
    """Take somebody into the team; doing it twice changes nothing."""
    Member.objects.get_or_create(course=course, person=person)


@transaction.atomic
def leave_team(course: Course, person: Person) -> None:
    """Take somebody out of the team. Raises LastMember."""
    members = Member.objects.select_for_update().filter(course=course)
    if {member.person_id for member in members} == {person.pk}:
        raise LastMember
    members.filter(person=person).delete()

"""Who is in a course's team, and as what."""

from datetime import datetime

from django.db import transaction

from takwin.accounts.actions import know_team
from takwin.accounts.models import Person
from takwin.content.actions.journal import note
from takwin.content.models import Course, Member
from takwin.lib.ids import derived
from takwin.lib.text import N_
from takwin.notices import actions as notices

Role = Member.Role


class LastOwner(ValueError):
    """A course keeps at least one owner."""


@transaction.atomic
def join_team(course: Course, person: Person, role: Role, by: Person, now: datetime) -> None:
    """Take somebody into the team and tell them; whoever is in it already stays as they are."""
    _, fresh = Member.objects.get_or_create(course=course, person=person, defaults={"role": role})
    if not fresh:
        return
    know_team(person, True)
    act = note(course, by, "joined", now, about=person, role=role.value)
    notices.tell(
        person,
        cause=derived(person.pseudonym, f"team {act.pk}"),
        message=N_("%(name)s has taken you into the team of the course “%(course)s”."),
        values={"name": by.name, "course": course.slug},
        link=f"/studio/{course.slug}/",
        now=now,
        names=by,
    )


@transaction.atomic
def change_role(course: Course, person: Person, role: Role, by: Person, now: datetime) -> None:
    """Give a member another role. Raises LastOwner, Member.DoesNotExist."""
    members = {member.person_id: member for member in Member.objects.select_for_update().filter(course=course)}
    if person.pk not in members:
        raise Member.DoesNotExist
    member = members[person.pk]
    if member.role == role:
        return
    _keep_an_owner(members, person)
    member.role = role
    member.save(update_fields=["role"])
    note(course, by, "role", now, about=person, role=role.value)


@transaction.atomic
def leave_team(course: Course, person: Person, by: Person, now: datetime) -> None:
    """Take somebody out of the team. Raises LastOwner."""
    members = {member.person_id: member for member in Member.objects.select_for_update().filter(course=course)}
    if person.pk not in members:
        return
    _keep_an_owner(members, person)
    members[person.pk].delete()
    know_team(person, person.teams.exists())
    Course.objects.filter(pk=course.pk, caretaker=person).update(caretaker=None)
    note(course, by, "left", now, about=person)


def _keep_an_owner(members: dict[int, Member], person: Person) -> None:
    """Raises LastOwner when nobody else is one."""
    owners = {pk for pk, member in members.items() if member.role == Role.OWNER}
    if owners == {person.pk}:
        raise LastOwner

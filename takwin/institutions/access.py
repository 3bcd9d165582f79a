"""Which node a person may have, and for what. Neighbours see nothing: what one may not have is not found."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from takwin.accounts.models import Person
from takwin.accounts.names import tidy
from takwin.institutions import queries
from takwin.institutions.models import Membership, Node, Roster
from takwin.institutions.roles import RIGHTS, Right, rights


def rights_at(person: Person, node: Node, now: datetime) -> frozenset[Right]:
    """What a person may do at a node: the sum of their roles there and above; an administrator may do everything."""
    if person.is_staff:
        return frozenset(Right)
    return rights(queries.roles_at(person, node, now).values_list("role", flat=True))


def node_for(person: Person, pk: int, right: Right, now: datetime) -> Node:
    """A node at which the person has that right. 404 for all others."""
    node = get_object_or_404(Node.objects.select_related("parent"), pk=pk)
    if right not in rights_at(person, node, now):
        raise Http404(pk)
    return node


def cohort_for(person: Person, pk: int, right: Right, now: datetime) -> Node:
    """A cohort at which the person has that right."""
    node = node_for(person, pk, right, now)
    if not node.is_cohort:
        raise Http404(pk)
    return node


def member_for(person: Person, node: Node, pk: int, right: Right, now: datetime) -> Membership:
    """What somebody is at this node or below, for a person who has that right there."""
    found = Membership.objects.alive(now).below(node).select_related("person", "node")
    member = get_object_or_404(found, pk=pk)
    if right not in rights_at(person, member.node, now):
        raise Http404(pk)
    return member


def learner_for(person: Person, node: Node, pk: int, right: Right, now: datetime) -> Membership:
    """Somebody who studies at this node or below, for a person who has that right there."""
    member = member_for(person, node, pk, right, now)
    if member.role != Membership.Role.LEARNER:
        raise Http404(pk)
    return member


def other_for(person: Person, node: Node, named: str, now: datetime) -> Person | None:
    """Who studies at this node or below under that sign-in name or number, for a person who may bring people in and take them out there; None
    where there is nobody, or more than one."""
    found = Membership.objects.alive(now).below(node).learners().filter(Q(person__username=tidy(named)) | Q(code=named))
    people = {
        one.person for one in found.select_related("person", "node") if Right.ROSTER in rights_at(person, one.node, now)
    }
    return people.pop() if len(people) == 1 else None


def may_give_up(person: Person, account: Person, now: datetime) -> bool:
    """Whether all that an account is anywhere is a learner, in places where the person may bring people in and take them out."""
    held = Membership.objects.alive(now).filter(person=account).select_related("node")
    may = all(one.role == Membership.Role.LEARNER and Right.ROSTER in rights_at(person, one.node, now) for one in held)
    return may and not (account.is_staff or account.has_studio)


def my_place(person: Person, node: int, now: datetime) -> Membership:
    """A cohort in which the person studies."""
    return get_object_or_404(queries.cohorts_of(person, now).select_related("person", "node"), node=node)


def roster_for(person: Person, node: int, pk: int, now: datetime) -> Roster:
    """A roster that was brought into this very node, for who may bring people in there."""
    return get_object_or_404(
        Roster.objects.select_related("node", "by"), pk=pk, node=node_for(person, node, Right.ROSTER, now)
    )


def nodes_with(person: Person, right: Right, now: datetime) -> list[Node]:
    """The highest nodes at which a person has a right; the roots, for an administrator."""
    if person.is_staff:
        return list(queries.children(None))
    held = {one.node for one in queries.offices(person, now) if right in RIGHTS[one.role]}
    return [
        node
        for node in sorted(held, key=lambda node: node.path)
        if not any(node != other and node.path.startswith(other.path) for other in held)
    ]


def founder(person: Person) -> Person:
    """Somebody who may found an institution: an administrator."""
    if not person.is_staff:
        raise PermissionDenied
    return person

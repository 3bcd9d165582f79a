"""Which boxes a person may see and close: those of what they steer. Raises Http404 for all others."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from takwin.accounts.models import Person
from takwin.institutions import access as institutions
from takwin.institutions.roles import Right
from takwin.relay import queries
from takwin.relay.models import Box, Home


def boxes_of(person: Person, now: datetime) -> QuerySet[Box]:
    """At a parent: the open boxes of the places that a person steers; 404 for who steers nothing."""
    steered = institutions.nodes_with(person, Right.STEER, now)
    if not steered and not person.is_staff:
        raise Http404
    below = Q(pk=None)
    for node in steered:
        below |= Q(node__path__startswith=node.path)
    return queries.boxes().filter(below)


def box_of(person: Person, pk: int, now: datetime) -> Box:
    """At a parent: one of them."""
    return get_object_or_404(boxes_of(person, now), pk=pk)


def own_box(person: Person) -> Home | None:
    """At a box: what it is, for an administrator; None at any other site."""
    home = queries.home()
    if home and not person.is_staff:
        raise Http404
    return home

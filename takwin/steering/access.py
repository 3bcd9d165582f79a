"""Which runs an organiser may put people into, and which run one may look at from a place."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from takwin.accounts.models import Person
from takwin.institutions import tree
from takwin.institutions.models import Node
from takwin.learning.access import organised
from takwin.learning.models import Run
from takwin.learning.queries import offered
from takwin.steering import queries
from takwin.steering.models import Placement

GIVEN = ("institution", "roster")
"""Admissions of runs that a place offers to those below it."""


def open_to(node: Node, person: Person, now: datetime) -> QuerySet[Run]:
    """The runs into which somebody may put the people of a place: those that anybody joins, those placed above it, those that a place above it
    offers to its people, and those that they organise themselves."""
    way = tree.numbers(node.path)
    above = Placement.objects.filter(node__in=way, ended=None).values("run")
    theirs = Q(node__in=way, admission__in=GIVEN) | Q(pk__in=organised(person, now).values("pk"))
    going_on = Q(course__archived=None) & (Q(closes=None) | Q(closes__gt=now))
    found = Run.objects.filter(Q(pk__in=offered().values("pk")) | Q(pk__in=above) | (theirs & going_on))
    return found.select_related("course", "release").order_by("course", "pk")


def run_at(node: Node, pk: int, now: datetime) -> Run:
    """A run that somebody of this place takes, or that its people are put into."""
    run = get_object_or_404(Run.objects.select_related("course", "release"), pk=pk)
    placed = Placement.objects.filter(run=run, ended=None, node__in=tree.numbers(node.path)).exists()
    if not placed and not queries.taking(node, run, now).exists():
        raise Http404(pk)
    return run


def placement_at(node: Node, pk: int) -> Placement:
    """A placement of this very node."""
    return get_object_or_404(queries.placements(node), pk=pk)

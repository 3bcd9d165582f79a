"""Which runs an organiser may put people into, and which run one may look at from a place."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from takwin.institutions import tree
from takwin.institutions.models import Node
from takwin.learning.models import Run
from takwin.learning.queries import offered
from takwin.steering import queries
from takwin.steering.models import Placement


def open_to(node: Node) -> QuerySet[Run]:
    """The runs into which the people of a place may be put: those in the catalogue, and those placed above it."""
    above = Placement.objects.filter(node__in=tree.numbers(node.path), ended=None).values("run")
    return Run.objects.filter(Q(pk__in=offered().values("pk")) | Q(pk__in=above)).select_related("course", "release")


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

"""The figures of a place: what stands below it, and its runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from takwin.accounts.access import me
from takwin.content.queries import outline
from takwin.institutions import access
from takwin.institutions.models import Node
from takwin.institutions.parts import at
from takwin.institutions.queries import children
from takwin.institutions.roles import Right
from takwin.learning.models import Run
from takwin.steering import queries
from takwin.steering.sums import FEWEST, Sum, by_child, by_run, whole
from takwin.web import parts
from takwin.web.wording import Words, words


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of figures: of a place, or of a run with its words. `told` is false where so few people would be named by it."""

    of: Node | Run
    sum: Sum
    told: bool
    texts: Words | None = None


def progress(request: HttpRequest, node: int) -> HttpResponse:
    """How many people are where, how many have opened and completed what: sums, of one run when it is named."""
    person, now = me(request), timezone.now()
    here = access.node_for(person, node, Right.FIGURES, now)
    rights = access.rights_at(person, here, now)
    named = Right.PEOPLE in rights
    rows = queries.kept(here)
    runs = by_run(rows)
    chosen = _chosen(request, runs)
    of_run = [row for row in rows if row[1] is None or chosen is None or row[1] == chosen]
    sums, shown = by_child(here.path, of_run), list(_runs(runs, named))
    context = {
        **at(person, here, now),
        "rights": {right.value for right in rights},
        "whole": Shown(here, whole(of_run), named or not whole(of_run).few),
        "children": [
            Shown(child, one, named or not one.few)
            for child, one in ((child, sums.get(child.pk, Sum())) for child in children(here))
        ],
        "runs": shown,
        "meets": any(isinstance(one.of, Run) and one.of.meets for one in shown),
        "chosen": chosen,
        "at": queries.counted_at(),
    }
    return render(request, "steering/progress.html", context)


def _chosen(request: HttpRequest, runs: Iterable[int]) -> int | None:
    """The run that is asked for, if people of this place take it."""
    asked = request.GET.get("run", "")
    return next((run for run in runs if str(run) == asked), None)


def _runs(held: Mapping[int, Sum], named: bool) -> Iterable[Shown]:
    for run in Run.objects.filter(pk__in=held).select_related("course").order_by("course__slug", "pk"):
        yield Shown(run, held[run.pk], named or held[run.pk].places >= FEWEST, title(run))


def title(run: Run) -> Words:
    """What a run's course is called, in the reader's language."""
    return words(outline(run.release_id), parts.ui_language())

"""What was done to the runs of an institution, for its organisers."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from takwin.accounts.access import me
from takwin.institutions import access
from takwin.institutions.parts import at
from takwin.institutions.roles import Right
from takwin.learning.queries import acts_at
from takwin.studio.telling import told_of_runs

ACTS = 50
"""Acts on a page."""


def acts(request: HttpRequest, node: int) -> HttpResponse:
    """What course teams and organisers did to the runs that are offered here and below, the latest first."""
    by, now = me(request), timezone.now()
    here = access.node_for(by, node, Right.STEER, now)
    page = Paginator(acts_at(here), ACTS).get_page(request.GET.get("page"))
    context = {**at(by, here, now), "page": page, "acts": told_of_runs(list(page))}
    return render(request, "studio/place_acts.html", context)

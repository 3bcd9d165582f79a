"""Who has which role at a node, and what organisers did there."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.institutions import access, actions, queries
from takwin.institutions.forms import GiveForm
from takwin.institutions.roles import Right
from takwin.institutions.telling import told
from takwin.institutions.views.tree import at

DEEDS = 50
"""Deeds on a page."""


def roles(request: HttpRequest, node: int) -> HttpResponse:
    """Who is what here; give somebody a role."""
    by, now = me(request), timezone.now()
    here = access.node_for(by, node, Right.STEER, now)
    form = GiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.give(here, said["person"], said["role"], by, now, said["until"])
        messages.success(request, _("%(name)s is told of the role.") % {"name": said["person"].name})
        return redirect("node-roles", node)
    context = {**at(request, here), "officers": queries.officers(here, now), "form": form}
    return render(request, "institutions/roles.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, node: int, member: int) -> HttpResponse:
    """Take a role back."""
    by, now = me(request), timezone.now()
    here = access.node_for(by, node, Right.STEER, now)
    actions.end(access.member_for(by, here, member, Right.STEER, now), by, now)
    messages.success(request, _("The role has ended; the person is told."))
    return redirect("node-roles", node)


def audit(request: HttpRequest, node: int) -> HttpResponse:
    """What organisers did here and below, the latest first."""
    here = access.node_for(me(request), node, Right.STEER, timezone.now())
    page = Paginator(queries.deeds(here), DEEDS).get_page(request.GET.get("page"))
    context = {**at(request, here), "page": page, "deeds": told(page)}
    return render(request, "institutions/audit.html", context)

"""Who studies at a node, one of them, and their way to another cohort or out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.accounts.models import Person
from takwin.institutions import access, actions, queries
from takwin.institutions.forms import AnnounceForm, TransferForm
from takwin.institutions.models import Membership, Node
from takwin.institutions.roles import Right
from takwin.institutions.views.tree import at

PEOPLE = 100
"""People on a page."""


def people(request: HttpRequest, node: int) -> HttpResponse:
    """Who studies here."""
    person, now = me(request), timezone.now()
    here = access.node_for(person, node, Right.PEOPLE, now)
    words = request.GET.get("name", "").replace("\0", "").strip()
    page = Paginator(queries.learners(here, now, words), PEOPLE).get_page(request.GET.get("page"))
    rights = {right.value for right in access.rights_at(person, here, now)}
    context = {**at(request, here), "page": page, "words": words, "rights": rights}
    return render(request, "institutions/people.html", context)


def member(request: HttpRequest, node: int, member: int) -> HttpResponse:
    """One learner of a cohort: since when, and where else they could go on."""
    by, now = me(request), timezone.now()
    here = access.node_for(by, node, Right.ROSTER, now)
    found = access.learner_for(by, here, member, Right.ROSTER, now)
    form = TransferForm(_cohorts(by, found), request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.transfer(found, form.cleaned_data["to"], by, now)
        messages.success(
            request, _("%(name)s goes on there, with all their work, and is told.") % {"name": found.person.name}
        )
        return redirect("node-people", found.node_id)
    context = {**at(request, found.node), "member": found, "form": form}
    return render(request, "institutions/member.html", context, status=422 if form.errors else 200)


def _cohorts(by: Person, member: Membership) -> QuerySet[Node]:
    """The other open cohorts in which the organiser may put people."""
    places = Node.objects.none()
    for top in access.nodes_with(by, Right.ROSTER, timezone.now()):
        places = places | queries.below(top)
    return places.filter(kind=Node.Kind.COHORT, closed=None).exclude(pk=member.node_id).order_by("path")


@require_POST
def unenrol(request: HttpRequest, node: int, member: int) -> HttpResponse:
    """Take a learner out of a cohort."""
    by, now = me(request), timezone.now()
    here = access.node_for(by, node, Right.ROSTER, now)
    found = access.learner_for(by, here, member, Right.ROSTER, now)
    actions.unenrol(found, by, now)
    messages.success(request, _("%(name)s no longer studies here, and is told.") % {"name": found.person.name})
    return redirect("node-people", found.node_id)


@require_POST
def leave(request: HttpRequest, node: int) -> HttpResponse:
    """Leave a cohort of mine."""
    person, now = me(request), timezone.now()
    found = access.my_place(person, node, now)
    actions.unenrol(found, person, now)
    messages.success(
        request,
        _("You no longer study in “%(name)s”. Your work and your marks stay yours.") % {"name": found.node.name},
    )
    return redirect("institutions")


def announce(request: HttpRequest, node: int) -> HttpResponse:
    """Write to everybody who studies here or below."""
    by, now = me(request), timezone.now()
    here = access.node_for(by, node, Right.ANNOUNCE, now)
    form = AnnounceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.announce(here, form.cleaned_data["text"], by, now, form.cleaned_data["uid"])
        messages.success(request, _("It is on its way to everybody who studies here."))
        return redirect("node", node)
    many = queries.learners(here, now).count()
    context = {**at(request, here), "form": form, "many": many}
    return render(request, "institutions/announce.html", context, status=422 if form.errors else 200)

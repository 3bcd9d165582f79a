"""The tree: mine, one node, and its shape."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.institutions import access, actions, parts, queries, tree
from takwin.institutions.forms import ChangeForm, MoveForm, NodeForm
from takwin.institutions.models import Node
from takwin.institutions.roles import Right


def mine(request: HttpRequest) -> HttpResponse:
    """Where I have a role, and where I study."""
    person, now = me(request), timezone.now()
    context = {
        "roots": queries.children(None) if person.is_staff else Node.objects.none(),
        "offices": queries.offices(person, now),
        "studies": queries.cohorts_of(person, now),
    }
    return render(request, "institutions/mine.html", context)


def node(request: HttpRequest, node: int) -> HttpResponse:
    """One node: what stands below it, and what one may do there."""
    person, now = me(request), timezone.now()
    found = access.node_for(person, node, Right.FIGURES, now)
    below = list(queries.children(found))
    counted = queries.counted([found, *below], now)
    context = {
        **at(request, found),
        "people": counted[found.pk],
        "children": [(child, counted[child.pk]) for child in below],
        "rights": {right.value for right in access.rights_at(person, found, now)},
    }
    return render(request, "institutions/node.html", context)


def at(request: HttpRequest, node: Node) -> dict[str, Any]:
    """What every page of a node needs, for who is asking."""
    return parts.at(me(request), node, timezone.now())


def found(request: HttpRequest) -> HttpResponse:
    """A new institution at the top."""
    return _found(request, None)


def open_below(request: HttpRequest, node: int) -> HttpResponse:
    """Something new below a node."""
    return _found(request, access.node_for(me(request), node, Right.STEER, timezone.now()))


def _found(request: HttpRequest, parent: Node | None) -> HttpResponse:
    by = me(request) if parent else access.founder(me(request))
    form = NodeForm(request.POST or None)
    _offer_kinds(form, parent)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.found(parent, said["kind"], form.names, by, timezone.now(), code=said["code"])
        except actions.Misplaced:
            form.add_error("kind", misplaced())
        except actions.CodeTaken:
            form.add_error("code", _("Something else here has this number already."))
        else:
            messages.success(request, _("“%(name)s” is there.") % {"name": made.name})
            return redirect("node", made.pk)
    context = {"parent": parent, "form": form, **(at(request, parent) if parent else {"line": []})}
    return render(request, "institutions/new.html", context, status=422 if form.errors else 200)


def _offer_kinds(form: NodeForm, parent: Node | None) -> None:
    """Only what may stand there is offered."""
    above = [one.kind for one in queries.line(parent)] if parent else []
    choices = [choice for choice in Node.Kind.choices if tree.may_stand(choice[0], above)]
    form.fields["kind"].choices = choices  # type: ignore[attr-defined] # a ChoiceField has them


def misplaced() -> str:
    """Why a node cannot stand somewhere."""
    return _(
        "It cannot stand there. The order is: ministry, academy, directorate, centre or school, cohort; nothing stands below a cohort."
    )


def change(request: HttpRequest, node: int) -> HttpResponse:
    """Names, number and language of a node."""
    by, now = me(request), timezone.now()
    here = access.node_for(by, node, Right.STEER, now)
    form = ChangeForm(here, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(here, form.cleaned_data, by, now)
        except actions.CodeTaken:
            form.add_error("code", _("Something else here has this number already."))
        else:
            messages.success(request, _("It is saved."))
            return redirect("node", node)
    context = {**at(request, here), "form": form, "move": MoveForm(_places(request, here))}
    return render(request, "institutions/change.html", context, status=422 if form.errors else 200)


def _places(request: HttpRequest, node: Node) -> QuerySet[Node]:
    """Where the person may put a node: somewhere they steer, and not below itself."""
    person, now = me(request), timezone.now()
    places = Node.objects.none()
    for top in access.nodes_with(person, Right.STEER, now):
        places = places | queries.below(top)
    allowed = places.filter(closed=None).exclude(path__startswith=node.path).exclude(kind=Node.Kind.COHORT)
    return allowed.order_by("path")


@require_POST
def move(request: HttpRequest, node: int) -> HttpResponse:
    """Put a node somewhere else."""
    by, now = me(request), timezone.now()
    here = access.node_for(by, node, Right.STEER, now)
    form = MoveForm(_places(request, here), request.POST)
    if form.is_valid():
        try:
            actions.move(here, form.cleaned_data["to"], by, now)
        except actions.Misplaced:
            form.add_error("to", misplaced())
        except actions.CodeTaken:
            form.add_error("to", _("Something else there has the same official number."))
        else:
            messages.success(request, _("It stands there now, with everything below it."))
            return redirect("node", node)
    context = {**at(request, here), "form": ChangeForm(here), "move": form}
    return render(request, "institutions/change.html", context, status=422)


@require_POST
def close(request: HttpRequest, node: int) -> HttpResponse:
    """Close a node, or open it again."""
    by, now = me(request), timezone.now()
    here = access.node_for(by, node, Right.STEER, now)
    if here.closed:
        actions.reopen(here, by, now)
        messages.success(request, _("It is open again."))
    else:
        actions.close(here, by, now)
        messages.success(request, _("It is closed. Nothing in it is lost, and you can open it again."))
    return redirect("node", node)

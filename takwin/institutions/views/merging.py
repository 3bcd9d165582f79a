"""Two accounts of one learner, of which nobody has used one: an organiser makes them one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from takwin.accounts import mine
from takwin.accounts.access import me
from takwin.institutions import access, actions
from takwin.institutions.forms.merging import NOT_YOURS, MergeForm
from takwin.institutions.models import Node
from takwin.institutions.roles import Right
from takwin.institutions.views.tree import at


def merge(request: HttpRequest, node: int, member: int) -> HttpResponse:
    """Which other account, and why; what would come to the one that stays; then the deed."""
    by, now = me(request), timezone.now()
    here = access.node_for(by, node, Right.ROSTER, now)
    found = access.learner_for(by, here, member, Right.ROSTER, now)
    top = next((one for one in access.nodes_with(by, Right.ROSTER, now) if here.path.startswith(one.path)), here)
    form = MergeForm(request.POST or None, one=found.person, by=by, top=top, now=now)
    sure = "sure" in request.POST
    if form.is_valid() and sure and _merged(request, here, form):
        return redirect("node-people", here.pk)
    rows = mine.compared(form.kept, form.gone) if form.is_valid() else ()
    context = {**at(request, here), "member": found, "form": form, "rows": rows}
    return render(request, "institutions/merge.html", context, status=422 if form.errors else 200)


def _merged(request: HttpRequest, here: Node, form: MergeForm) -> bool:
    try:
        slip = actions.merge(here, form.kept, form.gone, me(request), form.cleaned_data["reason"], timezone.now())
    except (actions.Used, mine.NotMerged):
        form.add_error(None, _("Somebody has used the account meanwhile. Look again."))
        return False
    except actions.NotYours:
        form.add_error(None, NOT_YOURS)
        return False
    messages.success(request, _("The two accounts of %(name)s are one now.") % {"name": form.kept.name})
    if slip:
        names = {"gone": form.gone.username, "kept": form.kept.username}
        messages.warning(
            request,
            _(
                "The slip of first entry printed for “%(gone)s” opens nothing any more: throw it away. The account that stays is “%(kept)s”."
            )
            % names,
        )
    return True

"""For the team: open the hub of a run, change it, close it while it is empty."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from takwin.accounts.access import me
from takwin.community import access, actions
from takwin.community.forms import HubForm
from takwin.community.models import Hub


@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """One form."""
    offered = access.run_for_hub(me(request), slug, run)
    hub = Hub.objects.filter(run=offered).first()
    now = timezone.now()
    if request.method == "POST" and "close" in request.POST and hub:
        actions.close_hub(hub, me(request), now)
        return redirect("hub-team", slug, run)
    initial = {"tag": hub.tag, "public": hub.public} if hub else {"tag": offered.course.slug}
    form = HubForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.keep_hub(offered, form.cleaned_data["tag"], public=form.cleaned_data["public"], by=me(request), now=now)
        messages.success(request, _("The hub is open.") if hub is None else _("The hub was changed."))
        return redirect("hub-team", slug, run)
    context = {"run": offered, "hub": hub, "form": form, "empty": hub is not None and not hub.posts.exists()}
    return render(request, "community/team.html", context, status=422 if form.errors else 200)

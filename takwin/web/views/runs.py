"""The runs of a course, for its team: open one, and move it to a corrected release."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.assessment import actions, queries
from takwin.content.access import team_course
from takwin.credentials import actions as credentials
from takwin.credentials.parts import standing_in
from takwin.learning import access
from takwin.learning import actions as learning
from takwin.learning.queries import runs_of
from takwin.web import parts
from takwin.web.forms import MoveForm
from takwin.web.wording import words


def runs(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a course is offered, and with which release."""
    course = team_course(me(request), slug)
    newest = course.releases.order_by("-number").first()
    texts = words(newest.outline, parts.ui_language()) if newest else None
    return render(
        request,
        "web/runs.html",
        {"course": course, "newest": newest, "texts": texts, "runs": runs_of(course).defer("release__outline")},
    )


@require_POST
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer the newest release to everybody. A course that is offered already stays as it is."""
    course = team_course(me(request), slug)
    newest = course.releases.order_by("-number").first()
    if newest is None:
        raise Http404(slug)
    learning.create_run(newest)
    messages.success(request, _("The course is open: everybody finds it in the catalogue and can join it."))
    return redirect("runs", slug)


def move(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """Show what moving the run to the newest release changes, then do it."""
    found = access.run_of_team(me(request), slug, run)
    newest = found.course.releases.latest("number")
    form = MoveForm(found, request.POST or None, initial={"release": newest})
    if request.method == "POST" and form.is_valid():
        reason, release, now = form.cleaned_data["reason"], form.cleaned_data["release"], timezone.now()
        actions.move_run(found, release, me(request), reason, now)
        credentials.review_run(found, now, timezone.now())
        messages.success(
            request,
            _("Everybody is on release %(number)s now. Whose mark changed is told.") % {"number": release.number},
        )
        return redirect("gradebook", slug, run)
    language = parts.ui_language()
    labels = queries.labels(found.release_id, language) | queries.labels(newest.pk, language)
    changes = [change for change in actions.changes(found, newest) if change.what != "same"]
    context = {
        "run": found,
        "newest": newest,
        "form": form,
        "texts": words(newest.outline, language),
        "changes": [(labels[change.item], change) for change in changes],
        "issued": standing_in(found) if changes else 0,
    }
    return render(request, "web/move.html", context, status=422 if form.errors else 200)

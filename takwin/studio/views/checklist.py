"""The checklist that a course team reads before it opens a course."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.content import actions, queries
from takwin.content.access import Role, is_team, team_course
from takwin.content.checklist import NAMES, POINTS
from takwin.studio.forms import CaretakerForm, TickForm


def checklist(request: HttpRequest, slug: str) -> HttpResponse:
    """The points, who ticked them and when, and who answers for all of them."""
    course = team_course(request.user, slug, Role.READER)
    ticks = queries.ticks(course)
    newest = course.releases.order_by("-number").first()
    context = {
        "course": course,
        "title": queries.shelved(course).title,
        "newest": newest,
        "points": [(point, ticks.get(point.name), TickForm(prefix=point.name)) for point in POINTS],
        "done": len(ticks),
        "writes": is_team(request.user, course),
        "form": CaretakerForm(course, initial={"person": course.caretaker_id}),
    }
    return render(request, "studio/checklist.html", context)


@require_POST
def tick(request: HttpRequest, slug: str, point: str) -> HttpResponse:
    """Tick a point, or take the tick back."""
    course = team_course(request.user, slug)
    if point not in NAMES:
        raise Http404(point)
    if "back" in request.POST:
        actions.untick(course, point, me(request), timezone.now())
    else:
        said = request.POST.get(f"{point}-note", "").replace("\0", "").strip()
        actions.tick(course, point, me(request), timezone.now(), said)
    return redirect(f"{request.path.rsplit('/', 1)[0]}/#{point}")


@require_POST
def caretaker(request: HttpRequest, slug: str) -> HttpResponse:
    """Name who answers for the checklist."""
    course = team_course(request.user, slug)
    form = CaretakerForm(course, request.POST)
    if form.is_valid():
        actions.name_caretaker(course, form.cleaned_data["person"].person, me(request), timezone.now())
    else:
        messages.error(request, _("Choose somebody of the team."))
    return redirect("checklist", slug)

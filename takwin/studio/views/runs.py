"""The runs of a course, for its team: open one, and move it to a corrected release."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from takwin.accounts.access import me
from takwin.assessment import actions, queries
from takwin.assessment.parts import foresight
from takwin.assessment.queries import Label
from takwin.content import queries as content
from takwin.content.access import is_team, team_course
from takwin.content.actions import note
from takwin.content.models import Course, Release
from takwin.content.queries import outline
from takwin.credentials import actions as credentials
from takwin.credentials.parts import standing_in
from takwin.learning import access
from takwin.learning import actions as learning
from takwin.learning.models import Run
from takwin.learning.queries import runs_of
from takwin.studio.forms import MoveForm, OfferForm, StateForm
from takwin.studio.telling import told
from takwin.web import parts
from takwin.web.wording import words

SHOWN = 100
"""People whose marks would change that are named; the others are counted."""
CORRECTIONS = 10
"""Corrections on a page."""


def runs(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a course is offered, and with which release; for an organiser who is not in its team, the runs that their place offers."""
    if not is_team(me(request), get_object_or_404(Course, slug=slug)) and (here := access.steered(me(request), slug)):
        texts = words(outline(here[0].release_id), parts.ui_language())
        return render(request, "studio/steered.html", {"runs": here, "texts": texts})
    return _runs(request, team_course(me(request), slug), OfferForm())


def _runs(request: HttpRequest, course: Course, form: OfferForm) -> HttpResponse:
    newest = course.releases.order_by("-number").first()
    found = list(runs_of(course).defer("release__outline"))
    context = {
        "course": course,
        "newest": newest,
        "texts": words(newest.outline, parts.ui_language()) if newest else None,
        "runs": [(run, StateForm(run)) for run in found],
        "by_hand": {run.pk for run in found if queries.by_hand(outline(run.release_id))},
        "missing": content.unticked(course),
        "unready": content.unready(course),
        "opened": told(content.acts(course).filter(what__in=("offered-early", "opened-early"))[:1]),
        "form": form,
    }
    return render(request, "studio/runs.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer the newest release to everybody; with a reason, where the checklist is not finished. A course that is offered already stays
    as it is."""
    course = team_course(me(request), slug)
    newest = course.releases.order_by("-number").first()
    if newest is None:
        raise Http404(slug)
    unready = content.unready(course)
    form = OfferForm(request.POST or None)
    if request.method == "GET" or (unready and not form.is_valid()):
        return _runs(request, course, form)
    if not runs_of(course).exists():
        run = learning.create_run(newest)
        why = {"reason": form.cleaned_data["reason"]} if unready else {}
        note(course, me(request), "offered-early" if unready else "offered", timezone.now(), of=run.slug, **why)
    messages.success(request, _("The course is open: everybody finds it in the catalogue and can join it."))
    return redirect("runs", slug)


def move(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """Show what moving the run to another release changes, whose marks and by how much; then do it."""
    found = access.run_of_team(me(request), slug, run)
    target = _target(request, found)
    form = MoveForm(found, request.POST or None, initial={"release": target, "reason": target.note})
    if request.method == "POST" and form.is_valid():
        reason, release, now = form.cleaned_data["reason"], form.cleaned_data["release"], timezone.now()
        actions.move_run(found, release, me(request), reason, now)
        credentials.review_run(found, now, timezone.now())
        messages.success(
            request,
            _("Everybody is on release %(number)s now. Whose mark changed is told.") % {"number": release.number},
        )
        return redirect("corrections", slug, run)
    return render(request, "studio/move.html", _shown(found, target, form), status=422 if form.errors else 200)


def _target(request: HttpRequest, run: Run) -> Release:
    """The release that is asked for, else the newest one."""
    number = request.GET.get("release", "")
    releases = run.course.releases
    wanted = (
        releases.filter(number=int(number)).first()
        if number.isascii() and number.isdecimal() and len(number) < 9
        else None
    )
    return wanted or releases.latest("number")


def _shown(run: Run, target: Release, form: MoveForm) -> dict[str, object]:
    language = parts.ui_language()
    labels = queries.labels(run.release_id, language) | queries.labels(target.pk, language)
    changes = [change for change in actions.changes(run, target) if change.what != "same"]
    seen = foresight(run, target.pk)
    return {
        "run": run,
        "target": target,
        "newest": run.course.releases.latest("number"),
        "form": form,
        "states": StateForm(run),
        "texts": words(target.outline, language),
        "changes": [(labels[change.item], change) for change in changes],
        "foresight": seen,
        "touched": seen.touched[:SHOWN],
        "more": len(seen.touched[SHOWN:]),
        "labels": labels,
        "issued": standing_in(run) if changes else 0,
    }


def corrections(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """What was corrected in a run: which key, by whom, why, and whose marks became what."""
    found = access.run_of_team(me(request), slug, run)
    page = Paginator(queries.corrections(found), CORRECTIONS).get_page(request.GET.get("page"))
    language = parts.ui_language()
    labels: dict[str, Label] = {}
    for one in page:
        labels |= queries.labels(one.after_id, language) if one.item not in labels else {}
    context = {
        "run": found,
        "page": page,
        "texts": words(outline(found.release_id), language),
        "corrections": [(labels.get(one.item), one, queries.whose(one)) for one in page],
        "moves": [act for act in content.acts(found.course).filter(what="moved")[:20] if act.values.get("run") == run],
    }
    return render(request, "studio/corrections.html", context)

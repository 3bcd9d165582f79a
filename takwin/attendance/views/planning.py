"""Plan the meetings of a run, change them, call them off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.attendance import access, actions, queries, titles
from takwin.attendance.forms import SessionForm, WhyForm, of_session
from takwin.content.queries import outline
from takwin.learning.models import Run


def sessions(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """The meetings of a run, for those who plan them."""
    found = access.planning(me(request), slug, run)
    people = found.enrolments.filter(left=None, person__isnull=False).count()
    planned = list(queries.sessions_of_run(found))
    places = queries.places_of(planned)
    context = {
        "run": found,
        "title": titles.said(outline(found.release_id)["title"], get_language() or ""),
        "sessions": [(one, places.get(one.pk)) for one in planned],
        "people": people,
        "now": timezone.now(),
    }
    return render(request, "attendance/sessions.html", context)


def new(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """Plan a meeting; everybody who takes the run is told."""
    found = access.planning(me(request), slug, run)
    form = SessionForm(_steps(found), queries.joinable(found), request.POST or None)
    if request.method == "POST" and form.is_valid():
        session = actions.plan(found, form.plan, me(request), timezone.now(), form.act)
        messages.success(request, _("The meeting is planned, and everybody concerned is being told."))
        return redirect("session", session.uid)
    context = {"run": found, "form": form}
    return render(request, "attendance/session_form.html", context, status=422 if form.errors else 200)


def _steps(run: Run) -> dict[str, str]:
    return titles.steps(outline(run.release_id), get_language() or "")


def change(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Change a meeting; when it moves, everybody concerned is told."""
    session = access.planned(me(request), uid)
    form = SessionForm(
        _steps(session.run), queries.joinable(session.run, session), request.POST or None, initial=of_session(session)
    )
    if request.method == "POST" and form.is_valid():
        moved = actions.change(session, form.plan, me(request), timezone.now())
        said = (
            _("The meeting has moved, and everybody concerned is being told.")
            if moved
            else _("The meeting is changed.")
        )
        messages.success(request, said)
        return redirect("session", session.uid)
    context = {"run": session.run, "session": session, "form": form, "why": WhyForm()}
    return render(request, "attendance/session_form.html", context, status=422 if form.errors else 200)


@require_POST
def cancel(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Call a meeting off; everybody concerned is told."""
    session = access.planned(me(request), uid)
    form = WhyForm(request.POST)
    if form.is_valid() and actions.cancel(session, form.cleaned_data["why"], me(request), timezone.now()):
        messages.success(request, _("The meeting is cancelled, and everybody concerned is being told."))
    return redirect("session", session.uid)

"""Attendance certificates: issued on paper, checked by anybody who has their code."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from takwin.accounts.access import me
from takwin.attendance import access, actions, printing, queries
from takwin.attendance.certifying import LANGUAGES, holds, shown, typed
from takwin.attendance.models import Certificate
from takwin.institutions.look import brand
from takwin.learning.models import Enrolment


@require_POST
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """Have my presences certified."""
    return _issued(request, access.mine(me(request), slug))


@require_POST
def of_somebody(request: HttpRequest, slug: str, run: str, enrolment: int) -> HttpResponse:
    """Have those of somebody else certified, for those who plan the meetings."""
    return _issued(request, access.learner_of(access.planning(me(request), slug, run), enrolment))


def _issued(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    language = (get_language() or "").split("-")[0]
    made = actions.certify(enrolment, language if language in LANGUAGES else LANGUAGES[0], timezone.now())
    if made is None:
        messages.warning(request, _("No presence at a meeting is noted yet, so there is nothing to certify."))
        return redirect("course", enrolment.run.course.slug)
    return redirect("check-attendance", made.code)


@login_not_required
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code of a certificate."""
    text = request.GET.get("code", "")
    if queries.certificate_of(code := typed(text[:60])):
        return redirect("check-attendance", code)
    return render(request, "attendance/enter_code.html", {"typed": text[:60], "unknown": bool(text)})


@login_not_required
@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """What a certificate says, and whether it still holds; for whoever has its code."""
    found = queries.certificate_of(typed(code))
    if found is None:
        context = {"typed": code[:60], "unknown": True}
        return render(request, "attendance/enter_code.html", context, status=404)
    noted = queries.noted_minutes(found.enrolment)
    context = _told(found) | {"holds": holds(found.facts, noted), "now": sum(noted.values())}
    page = render(request, "attendance/checked.html", context)
    page.headers["X-Robots-Tag"] = "noindex"
    return page


def _told(found: Certificate) -> dict[str, Any]:
    look = brand(found.facts.get("look", ""), (get_language() or "").split("-")[0])
    return {"certificate": found, "said": found.facts, "code": shown(found.code), "brand": look}


@login_not_required
@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponseBase:
    """The PDF; while it is being made, a page that says so and asks again."""
    found = queries.certificate_of(typed(code))
    if found is None:
        raise Http404(code)
    printing.ask(found)
    if not printing.path(found).exists():
        waiting = render(request, "attendance/waiting.html", _told(found), status=202)
        waiting.headers["Refresh"] = "2"
        return waiting
    return FileResponse(
        printing.path(found).open("rb"),
        as_attachment=True,
        filename=f"attendance-{found.code}.pdf",
        content_type="application/pdf",
        headers={"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"},
    )

"""See meetings: mine, one of them, and who was there as a file."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from takwin.accounts.access import me
from takwin.attendance import access, queries, table, titles
from takwin.attendance.models import RoomSession
from takwin.attendance.places import state_of
from takwin.attendance.presence import EARLY, may_arrive
from takwin.content.actions import note
from takwin.content.queries import outline
from takwin.learning.models import Enrolment


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The meetings of the courses that I take, and those that I run."""
    now = timezone.now()
    found = list(queries.sessions_of(me(request)))
    waits, led = (
        queries.my_places(me(request), found),
        set(queries.led_by(me(request)).values_list("session", flat=True)),
    )
    states = [(one, "" if one.pk in led else state_of(one.capacity, waits.get(one.pk))) for one in found]
    context = {
        "coming": [(one, state) for one, state in states if one.ends > now],
        "past": [one for one in reversed(found) if one.ends <= now],
    }
    return render(request, "attendance/mine.html", context)


@require_safe
def session(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One meeting: when and where, what to do before, there and after, and what is noted of me."""
    visit, now = access.visit(me(request), uid), timezone.now()
    found, language = visit.session, get_language() or ""
    content = outline(visit.enrolment.release_id if visit.enrolment else found.run.release_id)
    steps = titles.steps(content, language)
    presence = found.presences.filter(enrolment=visit.enrolment).first() if visit.enrolment else None
    context = {
        "visit": visit,
        "session": found,
        "brand": found.run.brand,
        "title": titles.said(content["title"], language),
        "trainers": [one.person for one in found.trainers.select_related("person").order_by("pk")],
        "linked": [
            (where, [(key, steps[key]) for key in found.steps.get(where, ()) if key in steps])
            for where in ("before", "inside", "after")
        ],
        "presence": presence,
        "expected": presence or queries.has_place(found, visit.enrolment) if visit.enrolment else False,
        "history": queries.history(found, visit.enrolment) if visit.enrolment else (),
        "window": may_arrive(found.starts, found.ends, now),
        "opens": found.starts - EARLY,
        **(_places(found, visit.enrolment) if found.capacity is not None else {}),
    }
    return render(request, "attendance/session.html", context)


def _places(session: RoomSession, mine: Enrolment | None) -> dict[str, Any]:
    """The places of a meeting, the reader's, and the other sessions of the same meeting with theirs."""
    return {
        "places": queries.places(session),
        "mine": session.places.filter(enrolment=mine).first() if mine else None,
        "again": [(one, queries.places(one)) for one in queries.again(session)],
    }


@require_safe
def presences(request: HttpRequest, slug: str, run: str) -> StreamingHttpResponse:
    """Who was at which meeting of a run, as a table for a spreadsheet."""
    found = access.planning(me(request), slug, run)
    lines = table.of_run(queries.of_run(found))
    if request.method == "GET":
        note(found.course, me(request), "presences-taken", timezone.now(), run=found.name or run, of=run)
    headers = {"Content-Disposition": f'attachment; filename="{slug}-{run}-presences.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)

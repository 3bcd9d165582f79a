"""See meetings: mine, one of them, and who was there as a file."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from takwin.accounts.access import me
from takwin.attendance import access, queries, titles
from takwin.attendance.models import Presence, RoomSession
from takwin.attendance.places import state_of
from takwin.attendance.presence import EARLY, STATUSES, WAYS, may_arrive
from takwin.content.queries import outline
from takwin.institutions.wording import written
from takwin.learning.models import Enrolment, Run


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
    """Who was at which meeting of a run, as a table for a spreadsheet: UTF-8 with a mark that spreadsheets look for."""
    found = access.planning(me(request), slug, run)
    table = StreamingHttpResponse(_table(found), content_type="text/csv; charset=utf-8")
    table.headers["Content-Disposition"] = f'attachment; filename="{slug}-{run}-presences.csv"'
    return table


def _table(run: Run) -> Iterator[str]:
    heads = (
        _("Meeting"),
        _("Day"),
        _("Place"),
        _("Name"),
        _("Sign-in name"),
        _("What holds"),
        _("Minutes"),
        _("Noted by"),
    )
    yield "\ufeff" + written(heads)
    for one in queries.of_run(run).iterator(500):
        yield written(_cells(one))


def _cells(one: Presence) -> tuple[object, ...]:
    person, ways = one.enrolment.person, dict.fromkeys(entry.way for entry in one.entries.all())
    return (
        one.session.title,
        timezone.localtime(one.session.starts).strftime("%Y-%m-%d %H:%M"),
        one.session.place,
        person.name if person else "",
        person.username if person else "",
        gettext(STATUSES[one.status]),
        one.minutes,
        ", ".join(gettext(WAYS[way]) for way in ways),
    )

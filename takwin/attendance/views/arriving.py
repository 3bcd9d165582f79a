"""People note themselves: by the code that is shown in the room, or by one of their own."""

from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from takwin.accounts.access import me
from takwin.accounts.devices import named
from takwin.attendance import access, actions, codes, queries
from takwin.attendance.keys import device, key
from takwin.attendance.models import RoomSession
from takwin.attendance.presence import CODE, SHOWN, arrived, may_arrive, noted
from takwin.institutions.codes import bare
from takwin.institutions.codes import shown as read_out
from takwin.institutions.qr import svg
from takwin.learning.models import Enrolment

SALT, COOKIE = "attendance", "arriving"
TEN = timedelta(minutes=10)
"""So long may somebody who has scanned take to sign in and to confirm."""
LATER = timedelta(days=7)
"""So long after a meeting own codes are taken."""


@require_safe
def show(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The code of this moment, for the wall of the room; the page renews itself, with scripts off too."""
    session, now = access.led(me(request), uid), timezone.now()
    window = "cancelled" if session.cancelled else may_arrive(session.starts, session.ends, now)
    context: dict[str, Any] = {"session": session, "brand": session.run.brand, "window": window}
    if window == "now":
        code = codes.shown(key(), session.uid, now)
        path = reverse("arrive", args=[session.uid, code])
        context |= {"code": read_out(code), "picture": svg(path, 8)}
        context["there"] = session.presences.filter(status__in=("present", "late", "left")).count()
    page = render(request, "attendance/show.html", context)
    if window in {
        "early",
        "now",
    }:  # the time is essential here: an old code must not stay on the wall (WCAG 2.2, 2.2.1)
        page.headers["Refresh"] = str(codes.left(now) + 1 if window == "now" else 60)
    return page


@login_not_required
@require_safe
def arrive(request: HttpRequest, uid: UUID, code: str) -> HttpResponse:
    """Somebody has scanned the code. What they hold from now on is a token of their own, so that they may sign in first; nothing is noted
    before they confirm."""
    now, person = timezone.now(), request.user
    if not codes.holds(key(), uid, bare(code), now):
        return render(request, "attendance/stale.html", {"uid": uid}, status=410)
    token = signing.dumps([uid.hex, person.pk or 0, int(now.timestamp())], salt=SALT)
    if person.is_authenticated:
        session = access.attending(me(request), uid)
        return render(request, "attendance/arrive.html", {"session": session, "token": token})
    answer = redirect(f"{reverse('sign-in')}?next={reverse('here', args=[uid])}")
    answer.set_cookie(
        COOKIE, token, max_age=TEN, httponly=True, samesite="Lax", path="/sessions/", secure=request.is_secure()
    )
    return answer


def here(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Confirm that one is there, with what one has scanned; asked again after signing in."""
    session, enrolment = access.attended(me(request), uid)
    token = request.POST.get("token") or request.COOKIES.get(COOKIE, "")
    scanned = _scanned(token, uid, me(request).pk)
    if scanned is None:
        messages.warning(
            request, _("That took too long, or was not scanned by you. Please scan the code in the room again.")
        )
        return redirect("session", uid)
    if request.method != "POST":
        return render(request, "attendance/arrive.html", {"session": session, "token": token})
    told = _note(request, session, enrolment, scanned)
    answer = render(request, "attendance/noted.html", {"session": session, "told": told})
    answer.delete_cookie(COOKIE, path="/sessions/")
    return answer


def _scanned(token: str, uid: UUID, person: int) -> datetime | None:
    """When this person scanned the code of this meeting, by a token that still holds."""
    try:
        session, who, at = signing.loads(token, salt=SALT, max_age=TEN)
    except signing.BadSignature:
        return None
    return datetime.fromtimestamp(at, UTC) if session == uid.hex and who in {0, person} else None


def _note(
    request: HttpRequest, session: RoomSession, enrolment: Enrolment, scanned: datetime
) -> Literal["noted", "disagrees", "not now", "full"]:
    """What became of it. Sending it again notes nothing more: a scan is one entry."""
    if session.cancelled or may_arrive(session.starts, session.ends, scanned) != "now":
        return "not now"
    if not _expected(session, enrolment):
        return "full"
    mark, by_browser = arrived(session.starts, session.ends, scanned), device(session.uid, named(request))
    once = actions.once(session, enrolment, f"{SHOWN} {int(scanned.timestamp())}")
    decided = actions.note(session, enrolment, mark, SHOWN, timezone.now(), device=by_browser, uid=once)
    return "disagrees" if decided and decided.disagrees else "noted"


def _expected(session: RoomSession, enrolment: Enrolment) -> bool:
    """Whether somebody has a place, or finds one that is free."""
    return queries.has_place(session, enrolment) or actions.come(session, enrolment, timezone.now())


@require_POST
def own(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Somebody types the code that is shown, where a phone cannot scan; or one that they were given on paper: in the room, or later, when
    there is a network. That one serves once."""
    session, enrolment = access.attended(me(request), uid)
    now, typed = timezone.now(), bare(request.POST.get("code", ""))
    if codes.holds(key(), session.uid, typed, now):
        told = _note(request, session, enrolment, now)
        return render(request, "attendance/noted.html", {"session": session, "told": told})
    if session.cancelled or not session.starts <= now < session.ends + LATER:
        messages.warning(request, _("Own codes are taken from the beginning of the meeting until seven days after it."))
    elif typed != codes.own(key(), session.uid, enrolment.uid):
        messages.error(
            request,
            _(
                "This is neither the code that is shown now nor your own for this meeting. Both have eight letters and digits."
            ),
        )
    elif not _expected(session, enrolment):
        messages.warning(
            request, _("You have no place at this meeting, and all are taken. Please speak with the trainer.")
        )
    else:
        mark, by_browser = noted("present", None, session.minutes), device(session.uid, named(request))
        once = actions.once(session, enrolment, CODE)
        if actions.note(session, enrolment, mark, CODE, now, device=by_browser, uid=once) is None:
            messages.info(request, _("This code was taken before; it serves once."))
        else:
            messages.success(request, _("Your code is taken."))
    return redirect("session", uid)

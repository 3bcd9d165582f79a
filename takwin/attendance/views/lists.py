"""Lists that work without a network: slips with own codes, codes that a trainer has collected, a list for the phone that is sent later."""

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from takwin.accounts.access import me
from takwin.accounts.models import Person
from takwin.attendance import access, actions, codes, queries
from takwin.attendance.forms import ListForm
from takwin.attendance.keys import key
from takwin.attendance.models import RoomSession
from takwin.attendance.presence import CODE, PHONE, STATUSES, noted
from takwin.institutions.codes import bare
from takwin.institutions.codes import shown as read_out
from takwin.lib.ids import derived

SALT, HOLDS = "attendance list", 8 * 24 * 3600
"""A list is taken for eight days from when it was made."""
MOST = 2000


@require_safe
def slips(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Each person's own code on a slip, to print and to hand to those who are there."""
    session = access.led(me(request), uid)
    rows = [(one, read_out(codes.own(key(), session.uid, one.uid))) for one in queries.people(session)]
    context = {"session": session, "brand": session.run.brand, "rows": rows}
    return render(request, "attendance/slips.html", context)


def collected(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Codes that a trainer has collected, typed one on a line: what became of each."""
    session, told = access.led(me(request), uid), list[tuple[str, str, str]]()
    typed = request.POST.get("codes", "")
    if request.method == "POST" and not session.cancelled:
        known = codes.whose(key(), session.uid, queries.people(session).values_list("pk", "uid"))
        for line in dict.fromkeys(one for part in typed.splitlines()[:MOST] if (one := part.strip()[:40])):
            told.append((line, *_taken(request, session, known.get(bare(line)))))
        actions.told_of_list(session, sum(look == "right" for _line, look, _said in told), me(request), timezone.now())
    context = {"session": session, "told": told, "typed": "" if told else typed}
    return render(request, "attendance/collected.html", context)


def _taken(request: HttpRequest, session: RoomSession, pk: int | None) -> tuple[str, str]:
    """How the badge of a code looks, and what became of it."""
    if pk is None:
        return "wrong", _("nobody’s code at this meeting")
    enrolment, once = access.learner(session, pk), None
    once = actions.once(session, enrolment, CODE)
    mark = noted("present", None, session.minutes)
    decided = actions.note(session, enrolment, mark, CODE, timezone.now(), by=me(request), uid=once)
    return ("partial", _("taken before")) if decided is None else ("right", str(enrolment.person))


@require_safe
def phone(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A list to keep on the phone: a page by itself, that needs no network until it is sent. Each line is taken once."""
    session = access.led(me(request), uid)
    token = signing.dumps([session.uid.hex, me(request).pk, uuid4().hex], salt=SALT)
    context = {
        "session": session, "people": queries.people(session), "token": token,
        "statuses": [(name, _(said)) for name, said in STATUSES.items()],
        "to": settings.BASE_URL + reverse("bring-list"),
    }  # fmt: skip
    file = HttpResponse(render_to_string("attendance/phone.html", context, request))
    file.headers["Content-Disposition"] = f'attachment; filename="{session.starts:%Y-%m-%d}-{session.pk}.html"'
    return file


@csrf_exempt
@login_not_required
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """A list from a phone: it comes from a file, so that no cookie comes along; its token says whose list it is."""
    try:
        uid, pk, nonce = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=HOLDS)
    except signing.BadSignature:
        return render(request, "attendance/brought.html", {"refused": True}, status=403)
    by = get_object_or_404(Person, pk=pk, is_active=True)
    session = access.led(by, UUID(uid))
    form = ListForm(queries.people(session).values_list("pk", flat=True), session.minutes, request.POST.dict())
    if form.errors or session.cancelled:
        named = [one.person for one in queries.people(session) if one.pk in form.errors]
        context = {"session": session, "wrong": named, "cancelled": session.cancelled}
        return render(request, "attendance/brought.html", context, status=422)
    fresh, now = 0, timezone.now()
    for one, mark in form.marks.items():
        once = derived(UUID(nonce), str(one))
        done = actions.note(session, access.learner(session, one), mark, PHONE, now, by=by, uid=once)
        fresh += done is not None
    actions.told_of_list(session, fresh, by, now)
    context = {"session": session, "fresh": fresh, "known": len(form.marks) - fresh}
    return render(request, "attendance/brought.html", context)

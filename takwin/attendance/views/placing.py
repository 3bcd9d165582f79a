"""Places at a meeting: people take theirs, wait, give it back; those who run it give more."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.attendance import access, actions, queries
from takwin.attendance.forms import SeatForm
from takwin.attendance.models import RoomSession


@require_POST
def take(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a place, or wait for one."""
    session, enrolment = access.attended(me(request), uid)
    if session.capacity is not None:
        try:
            place = actions.take(session, enrolment, timezone.now())
        except actions.NotNow as refused:
            messages.warning(request, gettext(refused.sentence.message))
        else:
            said = (
                _("You are on the waiting list: you are told as soon as there is a place for you.")
                if place.waits
                else _("You have a place at this meeting.")
            )
            messages.success(request, said)
    return redirect("session", uid)


@require_POST
def back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give a place back, or wait no longer."""
    session, enrolment = access.attended(me(request), uid)
    try:
        actions.give_back(session, enrolment, timezone.now())
    except actions.NotNow as refused:
        messages.warning(request, gettext(refused.sentence.message))
    else:
        messages.success(request, _("Your place is free for somebody else now. Thank you for saying so."))
    return redirect("session", uid)


def places(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Who has a place, who waits, and one more for somebody, with its reason if all are taken."""
    session = access.led(me(request), uid)
    if session.capacity is None:
        return redirect("session", uid)
    found, others = list(queries.placed(session)), list(queries.placeless(session))
    form = SeatForm(others, {one.enrolment_id for one in found if one.waits}, request.POST or None)
    if request.method == "POST" and form.is_valid() and _seated(request, session, form):
        return redirect("places", uid)
    context = {
        "session": session,
        "places": queries.places(session),
        "taken": [one for one in found if not one.waits],
        "waiting": [one for one in found if one.waits],
        "form": form if others and not session.cancelled else None,
    }
    return render(request, "attendance/places.html", context, status=422 if form.errors else 200)


def _seated(request: HttpRequest, session: RoomSession, form: SeatForm) -> bool:
    learner = access.learner(session, int(form.cleaned_data["who"]))
    try:
        actions.seat(session, learner, me(request), timezone.now(), form.cleaned_data["why"])
    except actions.Full:
        form.add_error("why", _("All places are taken: please say why there is one more."))
    except actions.NotNow as refused:
        form.add_error("who", gettext(refused.sentence.message))
    else:
        messages.success(request, _("%(name)s has a place.") % {"name": learner.person})
        return True
    return False


@require_POST
def free(request: HttpRequest, uid: UUID, enrolment: int) -> HttpResponse:
    """Take somebody's place back, because they said that they do not come."""
    session = access.led(me(request), uid)
    try:
        actions.give_back(session, access.learner(session, enrolment), timezone.now(), by=me(request))
    except actions.NotNow:
        messages.warning(request, _("This person is noted as there: their place stays."))
    return redirect("places", uid)

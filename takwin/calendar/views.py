"""My dates on one page, and the address at which my programs find them."""

from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.calendar import access, actions, ics, queries


def calendar(request: HttpRequest) -> HttpResponse:
    """What is to come, over all that I take."""
    person, now = me(request), timezone.now()
    mine = queries.subscription(person)
    address = settings.BASE_URL + reverse("calendar-feed", args=[mine.token]) if mine else ""
    context = {"coming": queries.coming(person, now), "mine": mine, "address": address}
    return render(request, "calendar/calendar.html", context | {"webcal": "webcal://" + address.split("://")[-1]})


@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Have an address, or another one."""
    actions.renew(me(request), timezone.now())
    messages.success(request, gettext("Here is the address of your calendar. One that you had before no longer works."))
    return redirect("calendar")


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Have no address any more."""
    actions.stop(me(request))
    messages.success(request, gettext("Your calendar has no address any more: other programs no longer find it."))
    return redirect("calendar")


@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """My calendar for a program that cannot sign in: whoever has the address reads it."""
    mine, now = access.by_token(token), timezone.now()
    with translation.override(mine.person.language):
        told = actions.brought_up(mine, queries.dates(mine.person, now), now)
        body = ics.written(gettext("Takwin: my dates"), mine.person.language, told, settings.BASE_URL)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"], answer["Referrer-Policy"], answer["X-Robots-Tag"] = (
        "private, no-cache",
        "no-referrer",
        "noindex",
    )
    answer["ETag"] = f'"{sha256(body).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer

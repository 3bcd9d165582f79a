"""Time that some people have beyond that of others, given by the course team."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from takwin.accounts.access import me
from takwin.content.queries import outline
from takwin.learning import access, actions, queries
from takwin.learning.timing import Extra, limits
from takwin.web import parts
from takwin.web.forms import TimeForm
from takwin.web.wording import words


def extra_time(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """Who has extra time in a run, and the form that gives it."""
    found = access.run_of_team(me(request), slug, run)
    form = TimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        enrolment = queries.by_name(found, form.cleaned_data["username"])
        if enrolment is None:
            form.add_error(
                "username", _("Nobody with this sign-in name takes this run. The gradebook table has them all.")
            )
        else:
            given = Extra(form.cleaned_data["percent"], form.cleaned_data["minutes"])
            actions.grant_time(enrolment, given, me(request), timezone.now())
            messages.success(request, _("The time is set, and the person has been told."))
            return redirect(request.path)
    content = outline(found.release_id)
    context = {
        "run": found,
        "texts": words(content, parts.ui_language()),
        "form": form,
        "people": queries.with_extra_time(found),
        "limited": bool(limits(content)),
    }
    return render(request, "web/time.html", context, status=422 if form.errors else 200)

"""What administrators do for people."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from takwin.accounts import access, actions
from takwin.accounts.forms.recovery import ReissueForm
from takwin.accounts.models import Decision
from takwin.accounts.queries import SHOWN


def people(request: HttpRequest) -> HttpResponse:
    """Find people."""
    words = request.GET.get("q", "").replace("\0", "").strip()  # a sign that PostgreSQL does not take
    found = access.people(access.administrator(request), words)
    return render(request, "accounts/people/index.html", {"people": found, "words": words, "shown": SHOWN})


@never_cache
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person, what was decided about them, and access given again: its code is shown once, in this answer."""
    by = access.administrator(request)
    somebody = access.somebody(by, pk)
    form = ReissueForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = actions.reissue_access(somebody, by, form.cleaned_data["reason"], timezone.now())
        return render(request, "accounts/people/code.html", {"person": somebody, "code": code})
    history = somebody.decisions.select_related("by").order_by("-at", "-pk")
    return render(request, "accounts/people/person.html", {"person": somebody, "form": form, "history": history})


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry out a decision. Nobody locks themselves out here."""
    by = access.administrator(request)
    somebody = access.somebody(by, pk)
    what = request.POST.get("what", "")
    if what not in Decision.What.values:
        return HttpResponseBadRequest(gettext("Nothing to decide."))
    if somebody == by and what in {Decision.What.CLOSED, Decision.What.NOT_ADMINISTRATOR}:
        messages.error(request, gettext("Another administrator has to do this for you."))
    else:
        actions.decide(somebody, by, Decision.What(what), timezone.now())
        messages.success(request, gettext("Your decision is carried out."))
    return redirect("person", pk)


def reissues(request: HttpRequest) -> HttpResponse:
    """Every access given again: who, to whom, why, when."""
    page = Paginator(access.reissues(access.administrator(request)), SHOWN).get_page(request.GET.get("page"))
    return render(request, "accounts/people/reissues.html", {"page": page})

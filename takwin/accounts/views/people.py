"""What administrators do for people."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from takwin.accounts import access, actions
from takwin.accounts.forms.people import DecisionForm, ReissueForm
from takwin.accounts.models import Decision, Person
from takwin.accounts.queries import SHOWN
from takwin.accounts.wording import LAST, QUESTIONS, asked


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
    shown = {"person": somebody, "form": form, "history": history, "decisions": asked(somebody)}
    return render(request, "accounts/people/person.html", shown)


def decide(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """A decision on an account: what it means, why it is taken, and then the deed."""
    by = access.administrator(request)
    somebody = access.somebody(by, pk)
    if what not in somebody.open_decisions:
        return _told(
            request, somebody, gettext("There is nothing to decide here any more: look at the account as it is now.")
        )
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _decided(form, somebody, by, Decision.What(what)):
        return _told(request, somebody, gettext("Your decision is carried out."))
    shown = {"person": somebody, "form": form, "ask": QUESTIONS[Decision.What(what)]}
    return render(request, "accounts/people/decide.html", shown)


def _decided(form: DecisionForm, person: Person, by: Person, what: Decision.What) -> bool:
    try:
        actions.decide(person, by, what, form.cleaned_data["reason"], timezone.now())
    except actions.LastAdministrator:
        form.add_error(None, LAST)
    return form.is_valid()


def _told(request: HttpRequest, person: Person, what: str) -> HttpResponse:
    """Back to the person's page; to one's own account for somebody who has just stepped down."""
    messages.info(request, what)
    stepped_down = person == request.user and not (person.is_staff and person.is_active)
    return redirect("account") if stepped_down else redirect("person", person.pk)


def reissues(request: HttpRequest) -> HttpResponse:
    """Every access given again: who, to whom, why, when."""
    page = Paginator(access.reissues(access.administrator(request)), SHOWN).get_page(request.GET.get("page"))
    return render(request, "accounts/people/reissues.html", {"page": page})

"""Codes: sheets for first entry, the first entry itself, codes of cohorts, and joining by them."""

from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from takwin.accounts import actions as accounts
from takwin.accounts import shown
from takwin.accounts.access import me
from takwin.accounts.language import greet
from takwin.accounts.names import tidy
from takwin.accounts.queries import by_sign_in
from takwin.institutions import access, actions, codes, qr, queries
from takwin.institutions.forms import CodeForm, EntryForm, JoinForm
from takwin.institutions.roles import Right
from takwin.institutions.views.tree import at

SHEET = 100
"""People on a sheet of codes."""
TOO_MANY = 429
TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@never_cache
def sheet(request: HttpRequest, node: int) -> HttpResponse:
    """Who has never entered; a printable sheet with a code for each, shown once."""
    by, now = me(request), timezone.now()
    here = access.node_for(by, node, Right.ROSTER, now)
    page = Paginator(queries.waiting(here, now), SHEET).get_page(request.GET.get("page"))
    context = {**at(request, here), "page": page}
    if request.method != "POST":
        return render(request, "institutions/sheet_asked.html", context)
    made = actions.sheet(here, list(page), by, now)
    context["rows"] = [
        (one, code, qr.svg(_entry(one.person.username, code, one.node_id), scale=2)) for one, code in made
    ]
    return render(request, "institutions/sheet.html", context)


def _entry(username: str, code: str, place: int) -> str:
    return f"{reverse('enter')}?{urlencode({'login': username, 'code': code.replace(' ', ''), 'at': str(place)})}"


@login_not_required
@never_cache
@sensitive_post_parameters("password", "code")
def enter(request: HttpRequest) -> HttpResponse:
    """The first entry: sign-in name, the code of the sheet, and a password from now on."""
    typed = {name: request.GET.get(name, "")[:254] for name in ("login", "code")}
    place = queries.place_of(request.POST.get("at") or request.GET.get("at", ""))
    if place:
        greet(request, queries.spoken([place])[place.pk])
    form = EntryForm(request.POST if request.method == "POST" else None, initial=typed)
    if request.method == "POST":
        name = tidy(request.POST.get("login", ""))
        if not ratelimit.consume(request, action="recover", key=name):
            return render(request, "accounts/too_many.html", status=TOO_MANY)
        if form.is_valid():
            said = form.cleaned_data
            person = actions.enter(by_sign_in(name), said["code"], said["password"], timezone.now())
            if person:
                login(request, person)
                record_authentication(request, person, "password")
                shown.keep(request, accounts.renew_recovery_codes(person, timezone.now()))
                return redirect(f"{reverse('welcome')}?{urlencode({'next': reverse('institutions')})}")
            form.add_error(
                "code",
                _("This code opens no account with this sign-in name. It may be used or too old: ask for a new one."),
            )
    context = {"form": form, "at": place.pk if place else "", "brand": place.brand if place else None}
    return render(request, "institutions/enter.html", context, status=422 if form.errors else 200)


def code(request: HttpRequest, node: int) -> HttpResponse:
    """The code by which people join a cohort, with its picture; make a new one."""
    by, now = me(request), timezone.now()
    here = access.cohort_for(by, node, Right.ROSTER, now)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_code(here, by, now, form.cleaned_data["until"], form.cleaned_data["most"])
        except actions.NoCohort:
            form.add_error(None, _("This cohort is closed. Open it again first."))
        else:
            messages.success(request, _("Here is the code."))
            return redirect("cohort-code", node)
    found = queries.code_of(here)
    context = {**at(request, here), "form": form, "code": found}
    if found:
        context |= {"shown": codes.shown(found.code), "picture": qr.svg(reverse("join-by", args=[found.code]))}
    return render(request, "institutions/code.html", context, status=422 if form.errors else 200)


@require_safe
def code_file(request: HttpRequest, node: int, kind: str) -> HttpResponse:
    """The picture of the code as a file, for a poster or a message."""
    here = access.cohort_for(me(request), node, Right.ROSTER, timezone.now())
    found = queries.code_of(here)
    if found is None or kind not in TYPES:
        raise Http404(kind)
    answer = HttpResponse(qr.file(reverse("join-by", args=[found.code]), kind), content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="takwin-{found.code}.{kind}"'
    return answer


@require_POST
def end_code(request: HttpRequest, node: int) -> HttpResponse:
    """Nobody joins by it any more."""
    by, now = me(request), timezone.now()
    actions.end_code(access.cohort_for(by, node, Right.ROSTER, now), by, now)
    messages.success(request, _("Nobody joins by that code any more. Who joined stays."))
    return redirect("cohort-code", node)


def join(request: HttpRequest, code: str = "") -> HttpResponse:
    """Join a cohort by its code: type it, see what it opens, say yes."""
    person, now = me(request), timezone.now()
    form = JoinForm(
        request.POST or request.GET or None, initial={"code": codes.shown(codes.bare(code)) if code else ""}
    )
    typed = code or (form.cleaned_data["code"] if form.is_bound and form.is_valid() else "")
    if typed and not ratelimit.consume(request, action="join"):
        return render(request, "accounts/too_many.html", status=TOO_MANY)
    found = queries.join_code(typed, now, person) if typed else None
    if typed and found is None:
        form = JoinForm({"code": typed})
        form.add_error(
            "code", _("This code opens no cohort. It may be mistyped, too old, or used up: ask whoever gave it to you.")
        )
    if found and request.method == "POST":
        try:
            actions.join(found, person, now)
        except actions.NotOpen:
            form.add_error("code", _("Nobody joins by this code any more."))
        else:
            messages.success(request, _("You study in “%(name)s” now.") % {"name": found.node.name})
            return redirect("institutions")
    context = {
        "form": form,
        "code": found,
        "line": queries.line(found.node) if found else [],
        "brand": found.node.brand if found else None,
    }
    return render(request, "institutions/join.html", context, status=422 if form.errors else 200)

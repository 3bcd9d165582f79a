"""A run as learners see it before and after joining; joining by a button, a code, an invitation; waiting for a seat."""

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.accounts.models import Person
from takwin.content.queries import outline
from takwin.design.saying import said
from takwin.learning import access, actions, queries
from takwin.learning.models import Run
from takwin.learning.presets import preset
from takwin.learning.told import CHOICES, plainly
from takwin.web import parts
from takwin.web.forms import CodeForm
from takwin.web.hosts import receive
from takwin.web.wording import words


@login_not_required
def run(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """A run: its format and what it means, who may join, and how."""
    found = access.seen_run(request.user, slug, run, timezone.now())
    return _shown(request, found, {})


def _shown(request: HttpRequest, found: Run, more: dict[str, object], status: int = 200) -> HttpResponse:
    receive(request, found)
    now, policy = timezone.now(), found.rules
    person = request.user if isinstance(request.user, Person) else None
    seats = queries.seats(found, now) if policy.seats is not None else None
    waiting = found.waiting.filter(person=person).first() if person else None
    invited = queries.invitation(found, str(more.get("token", "")), now)
    out = queries.kept_out(found, person, str(more.get("code", "")), invited) if person else None
    context = {
        "run": found,
        "brand": found.brand,
        "texts": words(outline(found.release_id), parts.ui_language()),
        "format": preset(found.format),
        "policy": policy,
        "plainly": plainly(policy),
        "supervision": CHOICES["supervision"][policy.supervision],
        "joined": bool(person and found.enrolments.filter(person=person, left=None).exists()),
        "admitted": bool(person and (queries.admits(found, person, now) or queries.admitted_before(found, person))),
        "open": policy.admission == "open" and found.listed,
        "ended": found.closes is not None and found.closes <= now,
        "seats": seats,
        "full": bool(seats and seats.free == 0),
        "waiting": waiting,
        "out": said(actions.OUT) if out else "",
        "kept": bool(waiting and waiting.until and waiting.until > now),
        "before": queries.in_turn(found).filter(pk__lt=waiting.pk).count() if waiting else 0,
        "team": access.organises(request.user, found),
        "code": "",
        "token": "",
        **more,
    }
    return render(request, "web/run.html", context, status=status)


@require_POST
def join(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """Join a run, or be told kindly why not. A code or the secret of an invitation lets in where the run asks for one."""
    token, code, now = request.POST.get("token", "")[:43], request.POST.get("code", "")[:20], timezone.now()
    found = _meant(request, slug, run, code, token)
    try:
        enrolment = actions.join(me(request), found, now, code, token)
    except actions.NotNow as no:
        more = {
            "refused": said(no.sentence),
            "code": code,
            "token": token,
            **({"admitted": True} if code or token else {}),
            "full": no.full,
        }
        return _shown(request, found, more, status=422)
    messages.success(request, _("You have joined the course. Your progress is kept from now on."))
    return redirect(parts.taking(enrolment, parts.ui_language(), now).next_address)


@require_POST
def wait(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """Wait for a seat, or wait no longer."""
    token, code, now = request.POST.get("token", "")[:43], request.POST.get("code", "")[:20], timezone.now()
    found = _meant(request, slug, run, code, token)
    if request.POST.get("no") == "1":
        actions.give_back(me(request), found, now)
        messages.success(request, _("You no longer wait for a seat."))
        return redirect("run", slug, run)
    try:
        actions.wait(me(request), found, now, code, token)
    except actions.NotNow as no:
        return _shown(request, found, {"refused": said(no.sentence), "code": code, "token": token}, status=422)
    messages.success(request, _("You are on the waiting list. You are told as soon as a seat is free for you."))
    return redirect("run", slug, run)


def _meant(request: HttpRequest, slug: str, run: str, code: str, token: str) -> Run:
    """The run that an invitation or a code lets into, else one that may be seen."""
    now = timezone.now()
    if token:
        return access.invited(token, now, request.user).run
    by_code = access.run_by_code(code)
    wanted = by_code and (by_code.course.slug, by_code.slug) == (slug, run)
    return by_code if by_code and wanted else access.seen_run(request.user, slug, run, now)


def by_code(request: HttpRequest) -> HttpResponse:
    """Type a code and see the run that it lets into."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = access.run_by_code(form.cleaned_data["code"])
        if not consume(request, action="verify"):
            form.add_error("code", _("Too many tries from here. Please wait a few minutes."))
        elif found is None:
            form.add_error(
                "code", _("No run has this code. Please look at it again; a code has eight letters and digits.")
            )
        else:
            return _shown(request, found, {"admitted": True, "code": found.code})
    return render(request, "web/join.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """What an invitation leads to; the button that takes it is for somebody with an account."""
    found = access.invited(token, timezone.now(), request.user)
    return _shown(request, found.run, {"admitted": True, "open": True, "token": found.token})

"""Open a run in some format, change what it asks, and see who takes part."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.accounts.models import Person
from takwin.content.access import team_course
from takwin.content.actions import note
from takwin.content.models import Release
from takwin.content.queries import unready, unticked
from takwin.credentials import actions as credentials
from takwin.institutions.access import nodes_with
from takwin.institutions.models import Node
from takwin.institutions.queries import below
from takwin.institutions.roles import Right
from takwin.learning import access, actions, queries
from takwin.learning.models import Run
from takwin.learning.presets import FORMATS, preset
from takwin.learning.run import Policy, differences
from takwin.learning.told import CHOICES, NAMES, plainly
from takwin.lib.text import N_
from takwin.studio.forms import DaysForm, InviteForm, OfferForm, OutForm
from takwin.studio.run_form import RunForm, begin, fill, of_run
from takwin.tutoring.parts import foreseen, warning
from takwin.web import parts
from takwin.web.wording import Words, words

NOBODY = N_("Nobody with this sign-in name takes this run. The gradebook table has them all.")
OUT = 100
"""People who were taken out of a run, on a page."""
NODES = 300
"""Institutions that a form lets choose from."""


def open_run(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a format, then say what this run asks; it is opened on the newest release."""
    course = team_course(me(request), slug)
    newest = course.releases.order_by("-number").first()
    if newest is None:
        raise Http404(slug)
    texts = words(newest.outline, parts.ui_language())
    form_of = FORMATS.get(request.GET.get("format", ""))
    if form_of is None:
        return render(request, "studio/run_new.html", {"course": course, "texts": texts, "formats": FORMATS.values()})
    nodes, now = _nodes(me(request)), timezone.now()
    form = RunForm(
        newest.outline, _titles(texts), nodes, request.POST or None, initial=begin(form_of.policy) | {"listed": True}
    )
    early = OfferForm(request.POST or None) if unready(course) and not queries.runs_of(course).exists() else None
    if request.method == "POST" and form.is_valid() and (early is None or early.is_valid()):
        data = form.cleaned_data
        node = data.get("node") or None
        fill(meant := Run(), data)
        dates = {"opens": meant.opens, "closes": meant.closes, "listed": meant.listed}
        run = actions.found_run(newest, data["name"], form_of.name, data["policy"], me(request), now, node, **dates)
        if early:
            note(course, me(request), "opened-early", now, reason=early.cleaned_data["reason"], of=run.slug)
        _store(request, run, form)
        return redirect("run-people", slug, run.slug)
    context = {
        "course": course,
        "texts": texts,
        "format": form_of,
        "form": form,
        "foreseen": foreseen(newest, form_of.policy),
        "early": early,
        "missing": unticked(course) if early else (),
    }
    wrong = form.errors or (early and early.errors)
    return render(request, "studio/run_form.html", context, status=422 if wrong else 200)


def policy(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """What a run asks, in what it departs from its format, and the form that changes it."""
    found = access.run_of_team(me(request), slug, run)
    release = Release.objects.get(pk=found.release_id)
    texts = words(release.outline, parts.ui_language())
    form = RunForm(release.outline, _titles(texts), _nodes(me(request)), request.POST or None, initial=of_run(found))
    if request.method == "POST" and form.is_valid():
        _store(request, found, form)
        return redirect("run-policy", slug, run)
    of = preset(found.format)
    context = {
        "course": found.course,
        "run": found,
        "texts": texts,
        "format": of,
        "form": form,
        "differences": _told(of.policy, found.rules),
        "capacity": warning(found),
    }
    return render(request, "studio/run_form.html", context, status=422 if form.errors else 200)


def _store(request: HttpRequest, run: Run, form: RunForm) -> None:
    data = form.cleaned_data
    fill(run, data)
    credentials.set_policy(run, data["policy"], me(request), timezone.now())
    if data["policy"].admission == "institution":
        actions.set_audience(run, [data["node"]], me(request), timezone.now())
    if data["policy"].schedule and not any(form.data.get(f"due-{one}") for one in form.modules):
        messages.info(request, _("Each module has got a week. Please look at the dates once more."))
    messages.success(request, _("The run is as you wish."))
    told = warning(run)
    if told and not (told.enough and told.tutors):
        messages.warning(
            request, _("So far its tutors cannot carry its supervision scenario: “What it asks” tells what is missing.")
        )


def _nodes(person: Person) -> list[Node]:
    """Where the person steers, and what is below."""
    found = [node for top in nodes_with(person, Right.STEER, timezone.now()) for node in below(top)[:NODES]]
    return found[:NODES]


def _titles(texts: Words) -> dict[str, str]:
    return {module["id"]: texts.of(module["title"]) for module in texts.outline["modules"]}


def _told(usual: Policy, here: Policy) -> list[tuple[str, str, str]]:
    """Each difference in words: what it is about, as it usually is, as it is here."""
    return [
        (_(NAMES[one.name]), _worded(one.name, one.usual), _worded(one.name, one.here))
        for one in differences(usual, here)
    ]


def _worded(name: str, value: object) -> str:
    match value:
        case None:
            return _("no limit") if name == "seats" else _("as the course says")
        case bool():
            return _("yes") if value else _("no")
        case dict():
            names = {"steps": _("steps"), "mark": _("points"), "tasks": _("tasks"), "sessions": _("meetings")}
            return ", ".join(f"{names.get(key, key)}: {_share(one)}" for key, one in value.items()) or _(
                "as the course says"
            )
    return _(CHOICES[name][value]) if name in CHOICES else str(value)


def _share(one: object) -> str:
    return f"{one}%" if isinstance(one, int) else ", ".join(map(str, one))  # type: ignore[call-overload]


def people(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """Who takes part, who waits, how others come in, and days given to one person."""
    found = access.run_of_team(me(request), slug, run)
    now = timezone.now()
    invite, days, out = InviteForm(), DaysForm(), OutForm()
    if request.method == "POST" and "addresses" in request.POST:
        invite = InviteForm(request.POST)
        if invite.is_valid():
            told = actions.invite(
                found, invite.cleaned_data["addresses"], me(request), invite.cleaned_data["language"], now
            )
            messages.success(
                request,
                _("Invited: %(fresh)s. Invited before: %(known)s.") % {"fresh": told.fresh, "known": told.known},
            )
            return redirect(request.path)
    elif request.method == "POST" and "out" in request.POST and not found.elsewhere:
        out = OutForm(request.POST)
        if out.is_valid():
            enrolment = queries.by_name(found, out.cleaned_data["out"], left=True)
            if enrolment and actions.take_out(enrolment, out.cleaned_data["reason"], me(request), now):
                messages.success(request, _("The person no longer takes part and has been told; all work is kept."))
                return redirect(request.path)
            out.add_error("out", _(NOBODY))
    elif request.method == "POST":
        days = DaysForm(request.POST)
        if days.is_valid():
            enrolment = queries.by_name(found, days.cleaned_data["username"])
            if enrolment:
                actions.give_days(enrolment, days.cleaned_data["days"], me(request), now)
                messages.success(request, _("The days are given, and the person has been told."))
                return redirect(request.path)
            days.add_error("username", _(NOBODY))
    context = {
        "run": found,
        "texts": words(found.release.outline, parts.ui_language()),
        "format": preset(found.format),
        "policy": found.rules,
        "plainly": plainly(found.rules),
        "supervision": CHOICES["supervision"][found.rules.supervision],
        "seats": queries.seats(found, now),
        "waiting": found.waiting.select_related("person").order_by("since", "pk")[:100],
        "invitations": found.invitations.order_by("used", "-at", "-pk")[:100],
        "given": queries.with_days(found),
        "groups": queries.groups_of(found),
        "invite": invite,
        "days": days,
        "out": out,
        "taken_out": Paginator(queries.taken_out(found), OUT).get_page(request.GET.get("page")),
        "address": request.build_absolute_uri(reverse("run", args=[slug, run])),
        "now": now,
    }
    wrong = invite.errors or days.errors or out.errors
    return render(request, "studio/run_people.html", context, status=422 if wrong else 200)


@require_POST
def let_back(request: HttpRequest, slug: str, run: str, enrolment: int) -> HttpResponse:
    """Let somebody join again who was taken out."""
    found = access.run_of_team(me(request), slug, run)
    actions.let_back(access.taken_out(found, enrolment), me(request), timezone.now())
    messages.success(request, _("The person may join again, and has been told."))
    return redirect("run-people", slug, run)


@require_POST
def renew_code(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """Another code for the run."""
    found = access.run_of_team(me(request), slug, run)
    actions.renew_code(found, me(request), timezone.now())
    messages.success(request, _("The run has another code: the one before lets nobody in any more."))
    return redirect("run-people", slug, run)


@require_POST
def withdraw(request: HttpRequest, slug: str, run: str, invitation: int) -> HttpResponse:
    """Take an invitation back that nobody has used."""
    found = access.run_of_team(me(request), slug, run)
    wanted = get_object_or_404(found.invitations, pk=invitation, used=None)
    actions.withdraw_invitation(wanted, me(request), timezone.now())
    messages.success(request, _("The invitation is taken back: its link no longer works."))
    return redirect("run-people", slug, run)

"""What a course team decides about credentials whose marks changed after they were issued."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from takwin.credentials import access, actions, badge, composing, parts, queries
from takwin.credentials.actions import issuing
from takwin.credentials.comparing import compare
from takwin.credentials.forms import ReasonForm
from takwin.credentials.models import Credential
from takwin.credentials.saying import say

Decide = Callable[..., Credential | None]


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Issue a credential anew with the marks of now."""
    return _weigh(request, access.to_decide(request.user, pk), "renew", actions.renew)


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a credential stand as it is."""
    return _weigh(request, access.to_decide(request.user, pk), "keep", actions.keep)


def _weigh(request: HttpRequest, credential: Credential, verb: str, decide: Decide) -> HttpResponse:
    """Show the marks before and now, ask for the reason, then do it. Where somebody else decided meanwhile, say so; where the marks
    changed once more, show them and keep what was typed."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = decide(credential, request.user, form.cleaned_data["reason"], timezone.now(), _seen(request))
        except actions.NotDecided as problem:
            form.add_error(None, say(problem.sentence))
        else:
            return redirect("credential", new.pk if new else credential.pk)
    review = queries.open_review(credential)
    if review is None:
        messages.error(request, say(actions.NotDecided(actions.ALREADY).sentence))
        return redirect("credential", credential.pk)
    context = {"credential": credential, "verb": verb, "form": form, "review": review, "waiting": parts.waiting(review)}
    context |= _marks(credential)
    return render(request, "credentials/weigh.html", context, status=422 if form.errors else 200)


def _seen(request: HttpRequest) -> UUID:
    """The cause of the review that the person looked at; one that never was, for nonsense."""
    try:
        return UUID(request.POST.get("seen", ""))
    except ValueError:
        return UUID(int=0)


def _marks(credential: Credential) -> dict[str, Any]:
    """The marks work by work, before and now, and whether the course would be completed."""
    achieved = issuing.earned_again(credential.enrolment, timezone.now())
    if achieved is None:
        return {"works": [], "met": False}
    language = get_language() or "en"
    outline = achieved.release.outline
    works = compare(
        credential.signed, composing.assessed(outline, achieved.counts, composing.language(outline, language))
    )
    told = [(one, badge.read_in(language, one.was), badge.read_in(language, one.became)) for one in works]
    return {"works": told, "met": actions.weigh(achieved).met}

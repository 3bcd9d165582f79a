"""What a course team decides about credentials."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from takwin.content.access import team_course
from takwin.content.queries import shelved
from takwin.credentials import access, actions, parts, queries
from takwin.credentials.evidence import holder
from takwin.credentials.forms import ReasonForm
from takwin.credentials.saying import say

VERBS: dict[str, Callable[..., Any]] = {
    "revoke": actions.revoke,
    "suspend": actions.suspend,
    "reinstate": actions.reinstate,
    "reissue": actions.reissue,
}


@require_safe
def of_course(request: HttpRequest, slug: str) -> HttpResponse:
    """The credentials of a course, for its team."""
    course = team_course(request.user, slug)
    words = request.GET.get("name", "").replace("\0", "").strip()[:80]  # a sign that PostgreSQL does not take
    held = [(one, parts.standing(one), holder(one.signed)) for one in queries.of_course(course, words)[:200]]
    context = {
        "course": course,
        "title": shelved(course).title,
        "held": held,
        "words": words,
        "reviews": parts.to_review(course),
    }
    return render(request, "credentials/of_course.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Ask for the reason, then do it."""
    credential = access.to_decide(request.user, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = VERBS[verb](credential, request.user, form.cleaned_data["reason"], timezone.now())
        except actions.NotDecided as problem:
            messages.error(request, say(problem.sentence))
            return redirect("credential", pk)
        return redirect("credential", done.pk if done else pk)
    return render(
        request,
        "credentials/decide.html",
        {"credential": credential, "verb": verb, "form": form, "name": holder(credential.signed)},
    )

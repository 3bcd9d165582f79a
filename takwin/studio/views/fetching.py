"""Fetch a course from a git address, and see what came."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from takwin.content import actions, queries
from takwin.content.access import colleague, my_fetch
from takwin.content.models import Fetch
from takwin.design.saying import said
from takwin.lib.git import FetchRefused
from takwin.studio.forms import FetchForm

SHOWN = 5
"""Earlier fetches that the page shows."""


def ask(request: HttpRequest) -> HttpResponse:
    """Say from where; what was refused at once is told here, all else on the page of the fetch."""
    person = colleague(request.user)
    known = {name: request.GET.get(name, "") for name in ("url", "branch", "folder")}
    form = FetchForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            asked = actions.ask(wanted["url"], wanted["branch"], wanted["folder"], person, timezone.now())
        except FetchRefused as refused:
            form.add_error("url", said(refused.sentence))
        else:
            return redirect("fetch", asked.pk)
    context = {"form": form, "earlier": queries.fetches(person)[:SHOWN], "private": settings.GIT_PRIVATE}
    return render(request, "studio/fetch.html", context, status=422 if form.errors else 200)


def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; the page looks again by itself while something comes."""
    found = my_fetch(request.user, pk)
    context = {
        "fetch": found,
        "committed": _moment(found.committed),
        "under_way": found.state in Fetch.UNDER_WAY,
        "megabytes": found.size // 1_000_000,
        "compared": bool(found.course and found.course.releases.exists()),
        "draft": bool(found.course and queries.shelved(found.course).draft),
    }
    return render(request, "studio/fetched.html", context)


def _moment(told: str) -> datetime | None:
    """When a commit says that it was made; None where it says something else, as git lets it."""
    try:
        return datetime.fromisoformat(told)
    except ValueError:
        return None

"""Whose guest somebody is who comes to the pages of a course: that of the institution that offers its run."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.urls import resolve
from django.utils import timezone

from takwin.accounts.hosts import Host
from takwin.accounts.language import greet
from takwin.institutions.hosts import host
from takwin.institutions.queries import spoken
from takwin.learning import access
from takwin.learning.models import Run

OF_COURSE = {"course", "enrol", "step"}


def host_of(path: str) -> Host | None:
    """The institution whose run a visitor may look at there."""
    try:
        match = resolve(path)
        run = _run(match.url_name or "", match.kwargs)
    except Http404:
        return None
    return host(run.node) if run and run.node else None


def _run(page: str, named: dict[str, str]) -> Run | None:
    if page in OF_COURSE:
        return access.shown_runs(named["slug"])[0]
    if page == "run":
        return access.seen_run(AnonymousUser(), named["slug"], named["run"], timezone.now())
    return access.invited(named["token"], timezone.now()).run if page == "invited" else None


def receive(request: HttpRequest, run: Run) -> None:
    """Speak the language of the institution that offers a run to a visitor who comes in by its page. For anybody else, no query."""
    if run.node and not request.user.is_authenticated:
        greet(request, spoken([run.node])[run.node.pk])

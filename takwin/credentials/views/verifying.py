"""Verify a file that somebody was shown."""

from allauth.core.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from takwin.credentials import queries, verify
from takwin.credentials.forms import VerifyForm
from takwin.credentials.saying import say
from takwin.lib.text import Sentence


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify_file(request: HttpRequest) -> HttpResponse:
    """Ask for a file; tell line by line what may be believed. Nothing of it is kept. Checking takes the server some work, so whoever
    asks too often is asked to wait (`ACCOUNT_RATE_LIMITS`)."""
    if request.method == "POST" and not consume(request, action="verify"):
        return render(request, "credentials/verify_later.html", status=429)
    form = VerifyForm(request.POST or None, request.FILES or None)
    report, lines = None, list[dict[str, str]]()
    if request.method == "POST" and form.is_valid():
        documents, lists = queries.our_documents(), queries.our_lists()
        report = verify.check(form.cleaned_data["file"], documents, lists, timezone.now(), recorded=queries.recorded)
        lines = [{"state": line.state, "text": say(line.sentence), "small": line.small} for line in report.lines]
    stranger = say(Sentence(verify.STRANGER, {"issuer": report.issuer})) if report else ""
    context = {"form": form, "report": report, "lines": lines, "stranger": stranger}
    return render(request, "credentials/verify.html", context)

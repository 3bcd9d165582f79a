"""The verification page of a credential, and what its holder may do with it."""

import json
from datetime import datetime
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from takwin.credentials import access, actions, parts, queries
from takwin.credentials.badge import read_in
from takwin.credentials.contexts import Json
from takwin.credentials.evidence import holder
from takwin.credentials.models import Credential


@login_not_required
@require_safe
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whether the credential stands; and all it says, where the holder lets it be read."""
    credential = access.known(pk)
    readable = access.may_read(request.user, credential)
    context = {
        "credential": credential,
        "standing": parts.standing(credential),
        "told": told(credential) if readable else None,
        "initials": " ".join(f"{word[0]}." for word in holder(credential.signed).split()),
        "mine": access.is_holder(request.user, credential),
        "team": access.may_decide(request.user, credential),
        "decisions": credential.decisions.select_related("by").order_by("-at"),
        "address": queries.address(credential.pk),
    }
    if context["team"] and (review := queries.open_review(credential)):
        context["waiting"] = parts.waiting(review)
    response = render(request, "credentials/credential.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_POST
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The holder lets everybody who has the address read it, or no longer."""
    credential = access.my_own(request.user, pk)
    actions.show(credential, request.POST.get("public") == "yes")
    return redirect(f"{reverse('credential', args=[pk])}#sharing")


def told(credential: Credential) -> Json:
    """What was signed, as the page tells it."""
    document = json.loads(credential.signed)
    subject = document["credentialSubject"]
    results = {one["resultDescription"].rpartition("#result-")[2]: one["value"] for one in subject["result"]}
    return {
        "holder": holder(credential.signed),
        "achievement": subject["achievement"],
        "result": results["mark"],
        "hours": read_in(get_language() or "en", results["hours"]),
        "earned": datetime.fromisoformat(document["awardedDate"]),
        "evidence": [one for one in document["evidence"] if "narrative" in one],
        "issuer": document["issuer"],
        "key": document["proof"]["verificationMethod"].rpartition("#")[2],
    }

"""Where somebody shows once more who they are by a service."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import resume_request
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from takwin.accounts import access, ways
from takwin.accounts.confirming import STEPS


def confirm_elsewhere(request: HttpRequest) -> HttpResponse:
    """The services that can say once more who somebody is; back from one, what was begun goes on."""
    person = access.me(request)
    if not get_adapter(request).is_reauthentication_required(app=STEPS):
        resumed: HttpResponse = resume_request(request) or redirect("account")
        return resumed
    return render(request, "accounts/security/confirm_elsewhere.html", {"ways": ways.again(person)})

"""Before something that matters, whoever is signed in shows once more who they are."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    is_reauthentication_required,
    suspend_request,
)
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from takwin.accounts import access, ways

View = Callable[..., Any]
STEPS = "allauth.mfa"


def by_service_only(request: HttpRequest) -> bool:
    """Whether somebody has nothing here to show who they are, only a service, and has not done so lately. allauth lets them pass."""
    person = access.me(request)
    if get_reauthentication_flows(person) or not ways.again(person):
        return False
    return bool(get_adapter(request).is_reauthentication_required(app=STEPS))


def again(view: View) -> View:
    """Ask for the password again, or for what stands for it, unless it was given a few minutes ago. What was sent goes on afterwards; it
    waits in the session meanwhile, so a view that takes secrets is `again_empty`."""
    asked = reauthentication_required(app=STEPS)(view)

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **more: Any) -> Any:
        if request.user.is_authenticated and by_service_only(request):
            return suspend_request(request, reverse("confirm-elsewhere"))
        return asked(request, *args, **more)

    return shown


def again_empty(view: View) -> View:
    """As `again`, but what was sent is forgotten: secrets are typed anew rather than kept."""
    asked = again(view)

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **more: Any) -> Any:
        if request.method == "POST" and (by_service_only(request) or is_reauthentication_required(request, app=STEPS)):
            return redirect(request.path)  # which asks
        return asked(request, *args, **more)

    return shown

"""The accounts elsewhere by which I sign in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.sign_on import access, actions, queries


def mine(request: HttpRequest) -> HttpResponse:
    """By what I sign in, and by what else I could."""
    identities = list(access.identities(me(request)))
    held = {one.provider_id for one in identities}
    more = [provider for provider in queries.active() if provider.pk not in held]
    return render(request, "sign_on/mine.html", {"identities": identities, "more": more})


@require_POST
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer sign in by it."""
    identity = access.identity(me(request), pk)
    try:
        actions.part(identity)
    except actions.OnlyWay:
        said = gettext("It is your only way in. Choose a password first, by a recovery code or with an administrator.")
        messages.error(request, said)
    else:
        messages.success(request, gettext("You no longer sign in by it."))
    return redirect("my-sign-on")

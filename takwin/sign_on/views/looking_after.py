"""Set up services by which people sign in: for administrators."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from takwin.accounts.access import administrator
from takwin.sign_on import access, actions, queries
from takwin.sign_on.forms import ProviderForm
from takwin.sign_on.models import Provider
from takwin.sign_on.oidc import Refused


def providers(request: HttpRequest) -> HttpResponse:
    """All services, and how many people sign in by each."""
    found = access.providers(administrator(request))
    many = queries.people(found)
    return render(request, "sign_on/providers.html", {"providers": [(one, many[one.pk]) for one in found]})


@sensitive_post_parameters("secret")
def new(request: HttpRequest) -> HttpResponse:
    """A new service."""
    administrator(request)
    return _written(request, Provider(created=timezone.now()))


@sensitive_post_parameters("secret")
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """A service as it is."""
    return _written(request, access.provider(administrator(request), slug))


def _written(request: HttpRequest, provider: Provider) -> HttpResponse:
    form = ProviderForm(request.POST if request.method == "POST" else None, instance=provider)
    if form.is_valid() and _set_up(request, form):
        messages.success(request, gettext("The service answers and is ready."))
        return redirect("sign-on-providers")
    back = f"{settings.BASE_URL}{reverse('sign-on-back', args=[provider.slug])}" if provider.pk else ""
    return render(
        request,
        "sign_on/provider.html",
        {"form": form, "provider": provider, "back": back},
        status=422 if form.errors else 200,
    )


def _set_up(request: HttpRequest, form: ProviderForm) -> bool:
    try:
        actions.set_up(
            form.instance, administrator(request), timezone.now(), secret=form.cleaned_data["secret"], **form.values
        )
    except Refused as refused:
        form.add_error("issuer", str(refused.sentence))
    return form.is_valid()


@require_POST
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Nobody signs in by it any more."""
    by = administrator(request)
    actions.remove(access.provider(by, slug), by, timezone.now())
    messages.success(request, gettext("The service is removed."))
    return redirect("sign-on-providers")

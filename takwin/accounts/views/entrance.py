"""Sign up, sign in, sign out, choose a language."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.views import i18n
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from takwin.accounts import access, actions, devices, shown
from takwin.accounts.forms.entrance import SignUpForm
from takwin.accounts.hosts import received
from takwin.accounts.models import Person
from takwin.accounts.views.onward import TOO_MANY, next_url, onward, swept
from takwin.accounts.ways import ways


@login_not_required
@rate_limit(action="signup")
@never_cache
@sensitive_post_parameters("password")
def sign_up(request: HttpRequest) -> HttpResponse:
    """Make an account, and go to the welcome page, which shows what has to be written down."""
    if request.user.is_authenticated:
        return redirect(onward(request))
    brand = received(request, next_url(request))
    form = SignUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = actions.sign_up(language=get_language() or "", **form.cleaned_data)
        except IntegrityError:
            form.add_error("username", gettext("This sign-in name is taken."))
        else:
            return _welcome(request, person)
    return render(request, "accounts/sign_up.html", {"form": form, "next": next_url(request), "brand": brand})


def _welcome(request: HttpRequest, person: Person) -> HttpResponse:
    login(request, person)
    record_authentication(request, person, "password")
    shown.keep(request, actions.renew_recovery_codes(person, timezone.now()))
    response = redirect(f"{reverse('welcome')}?{urlencode({'next': onward(request)})}")
    devices.remember(request, response, person)
    return response


def welcome(request: HttpRequest) -> HttpResponse:
    """The first page of a new account, as often as one likes: its sign-in name, and its codes until they are written down."""
    told = {"person": access.me(request), "codes": shown.codes(request), "onward": onward(request)}
    return render(request, "accounts/welcome.html", told)


class SignInView(LoginView):
    """allauth's sign-in with its second step; somebody who failed too often is answered 429."""

    template_name = "accounts/sign_in.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again, with what was typed except the password."""
        response: HttpResponse = super().form_invalid(form)
        if form.has_error("__all__", "too_many_login_attempts") or form.has_error("__all__", "too_many_anywhere"):
            response.status_code = TOO_MANY
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and the page the visitor came for."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        wanted = next_url(self.request)
        return context | {"next": wanted, "ways": ways(), "brand": received(self.request, wanted)}


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave; the session is gone for every worker, and the browser keeps no page of it."""
    logout(request)
    messages.success(request, gettext("You are signed out."))
    return swept(request, redirect("home"))


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Speak another language from now on: to this browser, and to the person who is signed in."""
    code = request.POST.get("language", "")
    if isinstance(request.user, Person) and code in dict(settings.LANGUAGES):
        actions.change_language(request.user, code)
    return i18n.set_language(request)


@login_not_required
def closed(request: HttpRequest) -> HttpResponse:
    """For somebody whose account was closed and who knows its password."""
    return render(request, "accounts/closed.html", status=403)

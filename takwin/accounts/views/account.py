"""My account: name, language, e-mail, password, recovery codes."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from takwin.accounts import access, actions, shown
from takwin.accounts.confirming import again
from takwin.accounts.forms.account import ChangePasswordForm, EmailForm, ProfileForm
from takwin.accounts.views.onward import knocks_too_often, next_url, too_many


def account(request: HttpRequest) -> HttpResponse:
    """My name and my language; the ways to everything else."""
    person = access.me(request)
    given = {"name": person.name, "language": person.language}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_valid():
        actions.change_profile(person, **form.cleaned_data)
        with translation.override(person.language):
            messages.success(request, gettext("Your changes are kept."))
        return redirect("account")
    return render(request, "accounts/account.html", {"form": form, "person": person, "codes": shown.codes(request)})


@again
def change_email(request: HttpRequest) -> HttpResponse:
    """Give, change or take away my address. A new one counts once its owner has followed the link sent to it."""
    person = access.me(request)
    given = {"email": person.email_pending or person.email}
    form = EmailForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_valid():
        if knocks_too_often(request, "confirm_email"):
            return too_many(request)
        actions.ask_for_email(person, form.cleaned_data["email"])
        if person.email_pending:
            messages.success(request, gettext("We have sent you a letter. Open the link in it."))
        else:
            messages.success(request, gettext("Your changes are kept."))
        return redirect("account")
    return render(request, "accounts/email.html", {"form": form, "person": person})


@never_cache
def confirm_email(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link of the letter leads; the button on the page confirms, so that no mail scanner does. Only the person
    who gave the address can: it may be mistyped, and its letters be read by somebody else."""
    person = access.me(request)
    if request.method != "POST":
        return render(request, "accounts/confirm_email.html")
    try:
        actions.confirm_email(person, token)
    except actions.AddressNotYours as why:
        merged = isinstance(why, actions.AddressOfMerged)
        return render(request, "accounts/link_too_old.html", {"merged": merged, "person": person}, status=410)
    messages.success(request, gettext("Your e-mail address is confirmed."))
    return redirect("account")


@sensitive_post_parameters("current", "password")
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password. This session goes on, all others end."""
    person = access.me(request)
    if knocks_too_often(request, "change_password"):
        return too_many(request)
    form = ChangePasswordForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        actions.change_password(person, form.cleaned_data["password"])
        update_session_auth_hash(request, person)
        messages.success(request, gettext("Your password is changed. You are signed out everywhere else."))
        return redirect("account")
    return render(request, "accounts/change_password.html", {"form": form})


@require_POST
@again
def new_codes(request: HttpRequest) -> HttpResponse:
    """Eight new recovery codes."""
    shown.keep(request, actions.renew_recovery_codes(access.me(request), timezone.now()))
    return redirect("codes")


def codes(request: HttpRequest) -> HttpResponse:
    """The codes that are not written down yet; forgets them when they are."""
    person = access.me(request)
    if request.method == "POST":
        shown.forget(request)
        return redirect(next_url(request) or "security")
    if not shown.codes(request):
        return redirect("security")
    return render(request, "accounts/codes.html", {"codes": shown.codes(request), "person": person})

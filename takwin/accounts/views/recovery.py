"""Ways back in. No answer tells whether an account exists."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from takwin.accounts import actions, devices, letters, queries
from takwin.accounts.forms.recovery import AddressForm, NewPasswordForm, RecoverForm
from takwin.accounts.models import Person
from takwin.accounts.names import tidy
from takwin.accounts.views.onward import knocks_too_often, too_many


@login_not_required
def recover(request: HttpRequest) -> HttpResponse:
    """The three ways: a link by e-mail, a code from one's list, an administrator in person."""
    return render(request, "accounts/recover.html", {"address": AddressForm(), "form": RecoverForm()})


@login_not_required
@never_cache
def recover_by_mail(request: HttpRequest) -> HttpResponse:
    """Send a link for a new password, and say the same whether there was somebody to send it to or not."""
    if request.method != "POST":
        return redirect("recover")
    form = AddressForm(request.POST)
    if not form.is_valid():
        return render(request, "accounts/recover.html", {"address": form, "form": RecoverForm()})
    address = form.cleaned_data["email"]
    if knocks_too_often(request, "reset_password", address):
        return too_many(request)
    letters.send_new_password_links.enqueue([person.pk for person in queries.reachable(address)])
    return render(request, "accounts/recover_sent.html", {"address": address})


@login_not_required
@never_cache
@sensitive_post_parameters("password", "code")
def recover_by_code(request: HttpRequest) -> HttpResponse:
    """Take a code from a list or from an administrator, and a new password."""
    if request.method != "POST":
        return redirect("recover")
    typed = tidy(request.POST.get("login", ""))
    asked = queries.by_sign_in(typed)
    if knocks_too_often(request, "recover", f"{typed} {devices.place(request, asked)}"):
        return too_many(request)
    form = RecoverForm(request.POST)
    if form.is_valid():
        person = actions.recover(asked, form.cleaned_data["code"], form.cleaned_data["password"], timezone.now())
        if person:
            return _done(request, person)
        form.add_error("code", gettext("This code opens no account with this sign-in name. It may be used or too old."))
    return render(request, "accounts/recover.html", {"address": AddressForm(), "form": form})


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def new_password(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Where the link of the letter leads. It serves once, for a day."""
    person = _owner(uid)
    if person is None or not default_token_generator.check_token(person, token):
        return render(request, "accounts/link_too_old.html", status=410)
    form = NewPasswordForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        actions.change_password(person, form.cleaned_data["password"])
        return _done(request, person)
    return render(request, "accounts/new_password.html", {"form": form, "person": person})


def _owner(uid: str) -> Person | None:
    try:
        return Person.objects.filter(pk=int(urlsafe_base64_decode(uid)), is_active=True).first()
    except ValueError:
        return None


def _done(request: HttpRequest, person: Person) -> HttpResponse:
    messages.success(request, gettext("Your password is changed. Sign in with the new one."))
    response = redirect("sign-in")
    devices.remember(request, response, person)
    return response

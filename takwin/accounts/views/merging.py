"""I have two accounts: make them one."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from takwin.accounts import access, mine
from takwin.accounts.confirming import again, again_empty
from takwin.accounts.forms.merging import KeepForm, OtherAccountForm
from takwin.accounts.views.onward import TOO_MANY, swept


@again_empty
@never_cache
@sensitive_post_parameters("password", "code")
def other_account(request: HttpRequest) -> HttpResponse:
    """Show that another account is mine as well, as when signing in to it."""
    person = access.me(request)
    form = OtherAccountForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        refused = mine.unfit(person, form.other)
        if refused is None or mine.unfit(form.other, person) is None:  # at least one of them may be the one that stays
            access.prove(request, form.other, by_code=form.by_code)
            return redirect("merge-preview")
        form.add_error(None, str(refused))
    status = TOO_MANY if form.too_often else 200
    return render(request, "accounts/merging/other.html", {"form": form, "person": person}, status=status)


@again
@never_cache
def preview(request: HttpRequest) -> HttpResponse:
    """What each of my two accounts holds, which one is to stay, and then the deed."""
    person, other = access.me(request), access.proven(request)
    if other is None:
        return redirect("merge")
    typed, opens = request.POST if request.method == "POST" else None, access.opens_other(request)
    form = KeepForm(typed, accounts=(person, other), opens_other=opens)
    if form.is_valid() and _merged(form):
        return _done(request, stays=form.kept == person)
    shown = {"form": form, "person": person, "other": other, "rows": mine.compared(person, other)}
    return render(request, "accounts/merging/preview.html", shown)


def _merged(form: KeepForm) -> bool:
    try:
        mine.merge_everywhere(form.kept, form.gone, form.kept, "", timezone.now())
    except mine.NotMerged as refused:
        form.add_error(None, str(refused))
    return form.is_valid()


def _done(request: HttpRequest, stays: bool) -> HttpResponse:
    if stays:
        rotate_token(request)  # so that this device asks whose work it may still hold
        request.session.pop(access.PROVEN, None)
        messages.success(request, gettext("Your two accounts are one now."))
        return redirect("account")
    logout(request)
    messages.success(request, gettext("Your two accounts are one now. Sign in to the one that stays."))
    return swept(request, redirect("sign-in"))

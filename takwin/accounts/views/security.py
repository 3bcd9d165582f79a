"""The second step and passkeys: allauth's views on our pages."""

import json
from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base import views as step
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.mfa.webauthn.internal import auth
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic.base import ContextMixin

from takwin.accounts import access
from takwin.accounts.codes import grouped
from takwin.accounts.confirming import again
from takwin.accounts.forms.steps import TOO_OFTEN
from takwin.accounts.views.onward import TOO_MANY


class _Options(ContextMixin):
    """What the browser needs to make or use a passkey, as text for an attribute of the page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The view's context with `options`."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        (options,) = context.get("js_data", {"": {}}).values()
        return context | {"options": json.dumps(options, cls=DjangoJSONEncoder)}


class SecurityView(step.IndexView):
    """All that keeps an account safe."""

    template_name = "accounts/security/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The second steps, and how many recovery codes are left."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"codes_left": access.me(self.request).recovery_codes.filter(used=None).count()}


class SecondStepView(_Options, step.AuthenticateView):
    """The second step of signing in."""

    template_name = "accounts/security/second_step.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """The form again, which says how long to wait after too many tries."""
        response: HttpResponse = super().form_invalid(form)
        if any(form.has_error("code", code) for code in TOO_OFTEN):
            response.status_code = TOO_MANY
        return response


class ConfirmView(ReauthenticateView):
    """The password again."""

    template_name = "accounts/security/confirm.html"


class ConfirmBySecondStepView(step.ReauthenticateView):
    """A code of the second step again."""

    template_name = "accounts/security/confirm.html"


class ConfirmByPasskeyView(_Options, passkeys.ReauthenticateWebAuthnView):
    """A passkey again."""

    template_name = "accounts/security/confirm_passkey.html"


@method_decorator(again, name="dispatch")
class AddAuthenticatorView(totp.ActivateTOTPView):
    """Join an authenticator application."""

    template_name = "accounts/security/authenticator.html"


@method_decorator(again, name="dispatch")
class RemoveAuthenticatorView(totp.DeactivateTOTPView):
    """Ask the authenticator application no longer."""

    template_name = "accounts/security/remove_authenticator.html"


@method_decorator(again, name="dispatch")
class AddPasskeyView(_Options, passkeys.AddWebAuthnView):
    """Make a passkey on this device; it can then sign in by itself."""

    template_name = "accounts/security/passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Options for a passkey that the device itself can find again."""
        context = super().get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)
        return context | {"options": json.dumps(options, cls=DjangoJSONEncoder)}


@method_decorator(again, name="dispatch")
class RemovePasskeyView(passkeys.RemoveWebAuthnView):
    """Forget a passkey."""

    template_name = "accounts/security/remove_passkey.html"
    success_url = reverse_lazy("security")


@method_decorator(again, name="dispatch")
class SpareCodesView(spare.ViewRecoveryCodesView):
    """The spare codes of the second step."""

    template_name = "accounts/security/spare_codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The codes that still serve, as they are copied."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"codes": [grouped(code) for code in context["unused_codes"]]}


@method_decorator(again, name="dispatch")
class NewSpareCodesView(spare.GenerateRecoveryCodesView):
    """Other spare codes."""

    template_name = "accounts/security/new_spare_codes.html"

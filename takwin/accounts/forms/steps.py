"""The second step, and showing again who one is: allauth's forms in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.mfa.base import forms as step_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import forms as passkey_forms
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from takwin.accounts import waiting
from takwin.accounts.codes import bare, grouped
from takwin.accounts.forms.fields import CODE, current_password
from takwin.accounts.models import Person

TOO_OFTEN = {"too_many_login_attempts", "rate_limited"}
KEY_LASTS = timedelta(minutes=15)
"""How long a page for an authenticator application shows the same key when it is opened again, as after a change of
applications on a telephone."""
SHOWN_SINCE = "takwin.totp.since"


class ConfirmForm(account_forms.ReauthenticateForm):
    """The password again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = current_password(_("Your password"))


class _DigitsField(forms.CharField):
    """Digits as people type them: with the blank that applications show, or in Arabic."""

    def to_python(self, value: Any) -> str:
        """The digits alone; what holds none stays as it is, to be refused."""
        typed = super().to_python(value) or ""
        return bare(typed) or typed


class _CodeLabel:
    """One field for a code, in our words; whoever tries too often is told how long to wait."""

    user: Person
    fields: dict[str, forms.Field]
    label = _("Code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _DigitsField(label=self.label, max_length=20, widget=forms.TextInput(attrs=dict(CODE)))

    def clean_code(self) -> str:
        """The code, if it is the right one."""
        try:
            return str(super().clean_code())  # type: ignore[misc]
        except ValidationError as refused:
            if refused.code not in TOO_OFTEN:
                raise
            left = waiting.minutes(context.request, "login_failed", f"mfa-auth-user-{self.user.pk}")
            raise ValidationError(waiting.sentence(left), code=refused.code) from refused


class SecondStepForm(_CodeLabel, step_forms.AuthenticateForm):
    """The code of the second step."""


class ConfirmBySecondStepForm(_CodeLabel, step_forms.ReauthenticateForm):
    """The code of the second step again, before something that matters."""


class AuthenticatorForm(_CodeLabel, totp_forms.ActivateTOTPForm):
    """The first code of an authenticator application."""

    label = _("The six digits that the application shows")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        session, now = context.request.session, timezone.now().timestamp()
        fresh = now - session.get(SHOWN_SINCE, 0) < KEY_LASTS.total_seconds()
        kept = session.get(SECRET_SESSION_KEY) if fresh else None
        super().__init__(*args, **kwargs)
        if kept:
            self.secret = session[SECRET_SESSION_KEY] = kept
        elif not self.is_bound:
            session[SHOWN_SINCE] = now

    @property
    def key(self) -> str:
        """What one types into the application when its camera does not help."""
        return grouped(self.secret)


@contextmanager
def _answer_of_a_device() -> Iterator[None]:
    """Refuse with a sentence what no device would answer; allauth checks only what is well formed."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, InvalidSignature) as broken:
        raise ValidationError(_("This passkey could not be used.")) from broken


class PasskeyForm(passkey_forms.SignupWebAuthnForm):
    """A passkey made by the browser, and what its owner calls it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What do you call this device?")
        self.fields["name"].max_length = 60

    def clean(self) -> Any:
        """The passkey, checked against what was asked of the device."""
        with _answer_of_a_device():
            return super().clean()


class _ByPasskey:
    def clean_credential(self) -> Any:
        """The passkey that answered."""
        with _answer_of_a_device():
            return super().clean_credential()  # type: ignore[misc]


class PasskeySignInForm(_ByPasskey, passkey_forms.LoginWebAuthnForm):
    """A passkey alone."""


class PasskeyStepForm(_ByPasskey, passkey_forms.AuthenticateWebAuthnForm):
    """A passkey after the password."""


class ConfirmByPasskeyForm(_ByPasskey, passkey_forms.ReauthenticateWebAuthnForm):
    """A passkey again, before something that matters."""

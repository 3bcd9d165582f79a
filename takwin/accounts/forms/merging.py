"""Another account of the same person: shown to be theirs, and then merged."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from takwin.accounts import actions, queries
from takwin.accounts.adapters import MISMATCH
from takwin.accounts.forms.fields import CODE, current_password
from takwin.accounts.forms.steps import TOO_OFTEN, SecondStepForm
from takwin.accounts.models import Person
from takwin.accounts.names import tidy

NO_WAY_IN = _(
    "You showed this account by a recovery code. Keep the one you are signed in to, or first choose a new password for the other."
)
BY_PASSKEY = _("This account asks for its passkey. Sign in to it on its device, and merge the two from there.")


class OtherAccountForm(forms.Form):
    """Who one is elsewhere: as when signing in, under the same limits. `other` is the account once the form is valid."""

    login = forms.CharField(
        label=_("Sign-in name or e-mail of the other account"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "dir": "auto"}),
    )
    code = forms.CharField(
        label=_("Code of its second step"),
        required=False,
        max_length=20,
        help_text=_("Only if that account asks for one when you sign in."),
        widget=forms.TextInput(attrs=dict(CODE)),
    )
    field_order = ("login", "password", "code")
    other: Person
    by_code = False

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["password"] = current_password(_("Its password"))
        self.fields["password"].help_text = _("Forgotten? One of its recovery codes will do; it is then used up.")
        self.order_fields(self.field_order)

    @property
    def too_often(self) -> bool:
        """Whether somebody tried too often."""
        return any(self.has_error("__all__", code) for code in (*TOO_OFTEN, "too_many_anywhere"))

    def clean(self) -> dict[str, Any]:
        """The other account, where all that was typed belongs to it. Its recovery code is used up last."""
        said = super().clean() or {}
        if self.errors:
            return said
        typed, secret = tidy(said["login"]), said["password"]
        other = get_adapter(self.request).authenticate(self.request, username=typed, password=secret)
        by_code = None if other else queries.by_recovery_code(typed, secret)
        found = other or by_code
        if found is None:
            raise ValidationError(MISMATCH)
        self.other, self.by_code = found, by_code is not None
        if self._second_step(said["code"]) and by_code and not actions.use_recovery_code(found, secret, timezone.now()):
            raise ValidationError(MISMATCH)
        return said

    def _second_step(self, code: str) -> bool:
        asked = set(Authenticator.objects.filter(user=self.other).values_list("type", flat=True))
        if not asked:
            return True
        if asked == {Authenticator.Type.WEBAUTHN}:
            raise ValidationError(BY_PASSKEY)
        step = SecondStepForm({"code": code}, user=self.other)
        if not step.is_valid():
            refused = step.errors.as_data()["code"]
            self.add_error(None if any(one.code in TOO_OFTEN for one in refused) else "code", refused)
        return not self.errors


class KeepForm(forms.Form):
    """Which of two accounts stays."""

    keep = forms.ChoiceField(label=_("Which account do you keep?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, accounts: tuple[Person, Person], opens_other: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shut = None if opens_other else str(accounts[1].pk)
        self.accounts = {str(one.pk): one for one in accounts}
        self.fields["keep"].choices = [(pk, one.username) for pk, one in self.accounts.items()]  # type: ignore[attr-defined]

    def clean_keep(self) -> str:
        """Nobody keeps an account that they could not sign in to."""
        keep: str = self.cleaned_data["keep"]
        if keep == self.shut:
            raise ValidationError(NO_WAY_IN)
        return keep

    @property
    def kept(self) -> Person:
        """The account that stays."""
        return self.accounts[self.cleaned_data["keep"]]

    @property
    def gone(self) -> Person:
        """The other one."""
        return next(one for one in self.accounts.values() if one != self.kept)

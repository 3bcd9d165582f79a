"""Ways back in."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from takwin.accounts.forms.fields import CODE, EmailField, NewPasswordField
from takwin.accounts.models import Person


class AddressForm(forms.Form):
    """Where the link for a new password should go."""

    email = EmailField(required=True)


class RecoverForm(forms.Form):
    """A way back in: who, with which code, and the password from now on."""

    login = forms.CharField(
        label=_("Sign-in name or e-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "dir": "auto"}),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        help_text=_("16 digits, from your list or from an administrator."),
        widget=forms.TextInput(attrs={**CODE, "autocomplete": "off"}),
    )
    password = NewPasswordField(label=_("New password"))

    def clean_password(self) -> str:
        """A password that is hard to guess; of whoever asks, only the name they typed is known yet."""
        validate_password(self.cleaned_data["password"], Person(username=self.cleaned_data.get("login", "")))
        return str(self.cleaned_data["password"])


class NewPasswordForm(forms.Form):
    """A new password for a person who has already shown who they are."""

    password = NewPasswordField(label=_("New password"))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        """A password that is hard to guess for somebody who knows the person."""
        validate_password(self.cleaned_data["password"], self.person)
        return str(self.cleaned_data["password"])

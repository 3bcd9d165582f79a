"""Signing up and signing in."""

from typing import Any

from allauth.account import forms as account_forms
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from takwin.accounts.forms.fields import EmailField, NameField, NewPasswordField, current_password
from takwin.accounts.models import Person
from takwin.accounts.names import LONGEST, proposed, tidy, well_formed
from takwin.accounts.queries import free_username


class SignUpForm(forms.Form):
    """Everything that an account needs."""

    name = NameField()
    password = NewPasswordField(label=_("Password"))
    email = EmailField(
        help_text=_(
            "To be reminded, and to find a forgotten password again once you have confirmed it. You also receive codes to write down."
        )
    )
    username = forms.CharField(
        label=_("Sign-in name"),
        required=False,
        max_length=LONGEST,
        help_text=_("Left empty, it is made from your name: amina.berrada"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "dir": "auto"}),
    )

    def clean_username(self) -> str:
        """The sign-in name asked for, if it may be had; empty if none was asked for."""
        asked = tidy(self.cleaned_data["username"])
        if asked and not well_formed(asked):
            raise ValidationError(_("Begin with a letter; use only letters, digits, dots and dashes."))
        if asked and (other := free_username(asked)) != asked:
            raise ValidationError(_("This sign-in name is taken. “%(other)s” is free."), params={"other": other})
        return asked

    def clean(self) -> None:
        """A password that is hard to guess for somebody who knows the rest."""
        given = self.cleaned_data
        if "password" in given:
            username = given.get("username") or proposed(given.get("name", ""))
            person = Person(username=username, name=given.get("name", ""), email=given.get("email", ""))
            _check(self, "password", given["password"], person)


def _check(form: forms.Form, field: str, password: str, person: Person | None) -> None:
    try:
        validate_password(password, person)
    except ValidationError as refused:
        form.add_error(field, refused)


class SignInForm(account_forms.LoginForm):
    """Sign-in name or e-mail address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signs = {"autocomplete": "username", "autocapitalize": "none", "dir": "auto"}
        self.fields["login"] = forms.CharField(
            label=_("Sign-in name or e-mail"), max_length=254, widget=forms.TextInput(attrs=signs)
        )
        self.fields["password"] = current_password(_("Password"))
        self.fields["remember"].label = _("Stay signed in on this device")
        self.fields["remember"].initial = True

    def clean_login(self) -> str:
        """What was typed, as names and addresses are kept."""
        return tidy(self.cleaned_data["login"])

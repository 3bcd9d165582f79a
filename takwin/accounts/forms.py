"""What people fill in about themselves."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as step_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from django.utils.translation import gettext_lazy as _

from takwin.accounts.models import Person
from takwin.accounts.names import LONGEST, proposed, tidy, tidy_name, well_formed
from takwin.accounts.queries import free_username

PASSWORD_HELP = _("At least 8 characters. Three or four words that only you put together make a good one.")
CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}


class NameField(forms.CharField):
    """A person's own name."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            label=_("Your name"),
            help_text=_("First name and family name, as they should stand on a credential."),
            max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
            **more,
        )

    def clean(self, value: Any) -> str:
        """The name with single blanks; it needs a letter, and more than one sign."""
        name = tidy_name(super().clean(value))
        if not any(sign.isalpha() for sign in name) or len(name) < 2:  # noqa: PLR2004
            raise ValidationError(_("Write your name with letters."))
        return name


class EmailField(forms.EmailField):
    """An address one may leave out; kept in lower case."""

    def __init__(self, **more: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"})
        super().__init__(**{"label": _("E-mail"), "required": False, "widget": widget, **more})

    def clean(self, value: Any) -> str:
        """The address in lower case."""
        return str(super().clean(value)).lower()


class NewPasswordField(forms.CharField):
    """A password to be."""

    def __init__(self, **more: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "auto"})
        super().__init__(**{"help_text": PASSWORD_HELP, "strip": False, "max_length": 1000, "widget": widget, **more})


def current_password(label: Any) -> forms.CharField:
    """A field for the password one has."""
    widget = forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "auto"})
    return forms.CharField(label=label, strip=False, max_length=1000, widget=widget)


class SignUpForm(forms.Form):
    """Everything that an account needs."""

    name = NameField()
    password = NewPasswordField(label=_("Password"))
    email = EmailField(
        help_text=_("To be reminded and to find your password again. Without it you receive codes to write down.")
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


class ConfirmForm(account_forms.ReauthenticateForm):
    """The password again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = current_password(_("Your password"))


class _CodeLabel:
    """One field for a code, in our words."""

    fields: dict[str, forms.Field]
    label = _("Code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(label=self.label, max_length=20, widget=forms.TextInput(attrs=dict(CODE)))


class SecondStepForm(_CodeLabel, step_forms.AuthenticateForm):
    """The code of the second step."""


class ConfirmBySecondStepForm(_CodeLabel, step_forms.ReauthenticateForm):
    """The code of the second step again, before something that matters."""


class AuthenticatorForm(_CodeLabel, totp_forms.ActivateTOTPForm):
    """The first code of an authenticator application."""

    label = _("The six digits that the application shows")


class PasskeyForm(passkey_forms.SignupWebAuthnForm):
    """A passkey made by the browser, and what its owner calls it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What do you call this device?")
        self.fields["name"].max_length = 60


class EmailForm(forms.Form):
    """Where letters to a person go; empty for nowhere."""

    email = EmailField(help_text=_("Leave it empty to have no address here."))


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
        """A password that is hard to guess; whoever asks is not known yet."""
        validate_password(self.cleaned_data["password"])
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


class ChangePasswordForm(NewPasswordForm):
    """The password of now, and the next one."""

    field_order = ["current", "password"]
    current = current_password(_("Current password"))

    def clean_current(self) -> None:
        """Refuse a wrong password."""
        if not self.person.check_password(self.cleaned_data["current"]):
            raise ValidationError(_("This is not your password."))


class ProfileForm(forms.Form):
    """How a person is called and spoken to."""

    name = NameField()
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class EraseForm(forms.Form):
    """A last word before an account is erased."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["password"] = current_password(_("Your password, to be sure that it is you"))

    def clean_password(self) -> None:
        """Refuse a wrong password."""
        if not self.person.check_password(self.cleaned_data["password"]):
            raise ValidationError(_("This is not your password."))


class ReissueForm(forms.Form):
    """Why somebody receives a new way in, and how one knows who they are."""

    reason = forms.CharField(
        label=_("Why, and how you know the person"),
        max_length=300,
        help_text=_("For example: lost her telephone; came in person with her identity card."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )



"""My account."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from takwin.accounts.forms.fields import EmailField, LanguageField, NameField, current_password
from takwin.accounts.forms.recovery import NewPasswordForm
from takwin.accounts.models import Person


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
    language = LanguageField()


class EmailForm(forms.Form):
    """Where letters to a person go; empty for nowhere."""

    email = EmailField(help_text=_("Leave it empty to have no address here."))


class EraseForm(forms.Form):
    """A last word before an account is erased."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if person.has_usable_password():
            self.fields["password"] = current_password(_("Your password, to be sure that it is you"))

    def clean_password(self) -> None:
        """Refuse a wrong password."""
        if not self.person.check_password(self.cleaned_data["password"]):
            raise ValidationError(_("This is not your password."))

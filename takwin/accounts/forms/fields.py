"""Fields that several forms share."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from takwin.accounts.names import is_a_name, tidy_name

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
        """The name with single blanks; refuses what is no name."""
        name = tidy_name(super().clean(value))
        if not is_a_name(name):
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


class _InItsOwnWriting(forms.Select):
    """A list of languages, each option in its own language and direction."""

    def create_option(self, name: str, value: Any, *args: Any, **more: Any) -> dict[str, Any]:
        """One language."""
        option = super().create_option(name, value, *args, **more)
        option["attrs"] |= {"lang": value, "dir": "rtl" if get_language_info(str(value))["bidi"] else "ltr"}
        return option


class LanguageField(forms.ChoiceField):
    """A language of the site, under the name that its speakers give it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(label=_("Language"), choices=_languages, widget=_InItsOwnWriting, **more)


def _languages() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]

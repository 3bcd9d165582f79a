"""Forms of institutions."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takwin.accounts.forms.fields import NewPasswordField
from takwin.accounts.models import Person
from takwin.accounts.names import tidy_name
from takwin.accounts.queries import called
from takwin.design.forms import DayField
from takwin.institutions.models import LANGUAGES, Membership, Node
from takwin.institutions.roster.reading import MOST_BYTES
from takwin.lib.ids import uuid7

NAMES = {"fr": _("Name in French"), "ar": _("Name in Arabic"), "en": _("Name in English")}


class NameField(forms.CharField):
    """A node's name in a language, without signs that cannot be seen."""

    def __init__(self, language: str) -> None:
        direction = "rtl" if language == "ar" else "ltr"
        widget = forms.TextInput({"lang": language, "dir": direction})
        super().__init__(label=NAMES[language], max_length=150, required=False, widget=widget)

    def clean(self, value: Any) -> str:
        """The name."""
        return tidy_name(super().clean(value))


class _Named(forms.Form):
    """A node's names, of which one is enough."""

    name_fr, name_ar, name_en = NameField("fr"), NameField("ar"), NameField("en")
    code = forms.CharField(
        label=_("Official number"),
        max_length=64,
        required=False,
        help_text=_("As it stands in the ministry's registers. Rosters may name the place by it."),
        widget=forms.TextInput({"dir": "ltr"}),
    )

    def clean(self) -> dict[str, Any]:
        """One name at least."""
        said = super().clean() or {}
        if not self.errors and not any(said.get(f"name_{language}") for language in LANGUAGES):
            self.add_error("name_fr", gettext("Write a name in one language at least."))
        return said

    @property
    def names(self) -> dict[str, str]:
        """The names by language."""
        return {language: self.cleaned_data[f"name_{language}"] for language in LANGUAGES}


class NodeForm(_Named):
    """A new node."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Node.Kind.choices)

    field_order = ("kind", "name_fr", "name_ar", "name_en", "code")


class ChangeForm(_Named):
    """A node as it is."""

    def __init__(self, node: Node, data: Any = None) -> None:
        columns = ("name_fr", "name_ar", "name_en", "code")
        super().__init__(data, initial={column: getattr(node, column) for column in columns})


class MoveForm(forms.Form):
    """Where a node should stand."""

    to = forms.ModelChoiceField(label=_("Below"), queryset=Node.objects.none())

    def __init__(self, places: Any, *args: Any) -> None:
        super().__init__(*args)
        self.fields["to"].queryset = places  # type: ignore[attr-defined] # a ModelChoiceField has one


class TransferForm(MoveForm):
    """Another cohort for somebody."""

    to = forms.ModelChoiceField(label=_("Cohort"), queryset=Node.objects.none())


class PersonField(forms.CharField):
    """Somebody with an account, by sign-in name or e-mail address."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            label=_("Sign-in name or e-mail"), max_length=254, widget=forms.TextInput({"dir": "auto"}), **more
        )

    def clean(self, value: Any) -> Person:
        """The person."""
        person = called(super().clean(value))
        if person is None or not person.is_active:
            raise forms.ValidationError(gettext("Nobody signs in with this. Ask the person how it is written."))
        return person


class AnnounceForm(forms.Form):
    """Something for everybody. `uid` names the act, so that sending twice is sending once."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid7)
    text = forms.CharField(
        label=_("What they should know"),
        max_length=1000,
        help_text=_(
            "Everybody who studies here or below reads it on the site, and by e-mail where they have a confirmed address. Your name stands before it."
        ),
        widget=forms.Textarea({"rows": 5, "dir": "auto"}),
    )


class RosterForm(forms.Form):
    """A file of people."""

    file = forms.FileField(
        label=_("File of people (CSV, or OneRoster in a zip)"),
        help_text=_("A spreadsheet saved as CSV. The first line names the columns; any order will do."),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """A file that is not too large."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(gettext("The file is larger than 20 MB. Cut it into several."))
        return file


class LastDay(DayField):
    """The last day of something, which may have none; gives the end of that day."""

    def __init__(self, **more: Any) -> None:
        super().__init__(label=_("Until (last day)"), required=False, **more)

    def clean(self, value: Any) -> Any:
        """The moment at which that day ends, which must be to come."""
        day = super().clean(value)
        if day is None:
            return None
        end = timezone.make_aware(datetime.combine(day, time.max))
        if end <= timezone.now():
            raise forms.ValidationError(gettext("This day is over. Choose a later one."))
        return end


class CodeForm(forms.Form):
    """Until when a code serves, and for how many."""

    until = LastDay(help_text=_("Leave it empty for a code without end."))
    most = forms.IntegerField(
        label=_("For so many people at most"),
        required=False,
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput({"dir": "ltr"}),
    )


class JoinForm(forms.Form):
    """The code of a cohort."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Eight letters and digits, such as K7QM-42RD."),
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
    )


class EntryForm(forms.Form):
    """The first entry."""

    login = forms.CharField(
        label=_("Sign-in name"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "dir": "auto"}),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        help_text=_("16 digits, from the sheet that you were given."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
    )
    password = NewPasswordField(label=_("Password from now on"))

    def clean_password(self) -> str:
        """A password that is hard to guess for those who know the sign-in name, as everybody in the cohort does."""
        validate_password(self.cleaned_data["password"], Person(username=self.cleaned_data.get("login", "")))
        return str(self.cleaned_data["password"])


class GiveForm(forms.Form):
    """A role for somebody."""

    person = PersonField()
    role = forms.ChoiceField(
        label=_("As what"),
        choices=[choice for choice in Membership.Role.choices if choice[0] != Membership.Role.LEARNER],
        help_text=_(
            "An organiser may do everything here and below. A trainer sees people and marks, and writes to them. A tutor sees "
            "people and writes to them. A researcher sees figures that name nobody."
        ),
    )
    until = LastDay(help_text=_("Leave it empty for a role without end. It never lasts longer than your own."))

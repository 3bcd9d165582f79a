"""The forms of this room."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from takwin.content.models import Course, Member, Release
from takwin.learning.models import Run

INVITED = 200
"""Addresses that are invited at once."""


class MoveForm(forms.Form):
    """Why a run moves to the release that was shown."""

    reason = forms.CharField(
        label=_("What changed, for the people of the course"),
        max_length=300,
        help_text=_(
            "One sentence. It is shown to everybody who takes the course, and sent to everybody whose mark changes."
        ),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, run: Run, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["release"] = forms.ModelChoiceField(run.course.releases.all(), widget=forms.HiddenInput)


class StateForm(forms.Form):
    """Which release a run goes to: the newest one, or back to an older one."""

    def __init__(self, run: Run, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        releases = run.course.releases.exclude(pk=run.release_id).order_by("-number")
        self.fields["release"] = _ReleaseField(releases, to_field_name="number", label=_("Another release"))


class _ReleaseField(forms.ModelChoiceField[Release]):
    """Releases by number and note."""

    def label_from_instance(self, release: Release) -> str:
        told = _("Release %(number)s") % {"number": release.number}
        return f"{told} – {release.note}" if release.note else str(told)


class FetchForm(forms.Form):
    """A course folder at a git address."""

    url = forms.CharField(
        label=_("Address of the repository"),
        max_length=300,
        help_text=_(
            "It begins with https:// and is open to everybody, such as https://git.example.org/team/course.git"
        ),
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )
    branch = forms.CharField(
        label=_("Branch or tag"),
        max_length=100,
        required=False,
        help_text=_("Empty: the usual branch."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
    )
    folder = forms.CharField(
        label=_("Folder in the repository"),
        max_length=300,
        required=False,
        help_text=_("Empty: course.yaml lies at the top."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
    )


class CopyForm(forms.Form):
    """The id of a course to come."""

    slug = forms.CharField(
        label=_("Id of the new course"),
        max_length=80,
        help_text=_("It ends the address of the course and never changes: small letters, digits and hyphens."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
    )


class TickForm(forms.Form):
    """What somebody found who ticks a point."""

    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )


class CaretakerForm(forms.Form):
    """Who answers for the checklist."""

    def __init__(self, course: Course, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = course.members.select_related("person").order_by("person__name")
        self.fields["person"] = _MemberField(members, to_field_name="person", label=_("Who answers for it"))


class _MemberField(forms.ModelChoiceField[Member]):
    """Members by name."""

    def to_python(self, value: Any) -> Member | None:
        try:
            return super().to_python(value)
        except OverflowError as error:  # SQLite: a number that no key can be
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from error

    def label_from_instance(self, member: Member) -> str:
        return str(member.person)


class OfferForm(forms.Form):
    """Why a course is opened before its checklist is finished."""

    reason = forms.CharField(
        label=_("Why the course opens before the checklist is finished"),
        max_length=300,
        help_text=_("One sentence. It is kept and shown to the team."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class InviteForm(forms.Form):
    """Addresses of people to invite into a run."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        max_length=20_000,
        help_text=_("One on each line, or with commas between them; at most 200 at once."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)

    def clean_addresses(self) -> list[str]:
        """The addresses, each once."""
        found = [one for one in re.split(r"[\s,;]+", self.cleaned_data["addresses"]) if one]
        for one in found:
            try:
                validate_email(one)
            except ValidationError:
                told = _("“%(address)s” is not an e-mail address. Please correct it; the others are fine as they are.")
                raise ValidationError(told, params={"address": one[:100]}) from None
        if not 0 < len(found) <= INVITED:
            raise ValidationError(_("Please write between 1 and 200 addresses."))
        return found


class OutForm(forms.Form):
    """Whom to take out of a run, and why."""

    out = forms.CharField(
        label=_("Sign-in name of the person"),
        max_length=150,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("The person reads it, and whoever reads what was done to the run. Write nothing private."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class DaysForm(forms.Form):
    """Days that one person has beyond the dates of others."""

    username = forms.CharField(
        label=_("Sign-in name of the person"),
        max_length=150,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
    )
    days = forms.IntegerField(label=_("Days more"), min_value=0, max_value=365, help_text=_("0 takes them back."))

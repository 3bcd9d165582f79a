"""The forms of this room."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takwin.assessment.models import HandMark
from takwin.items.kinds.numeric import number
from takwin.web.templatetags.marks import points

MOST_PERCENT, MOST_MINUTES = 300, 600


class MarkForm(forms.Form):
    """The points of an answer that is marked by hand, and words for the person. `seen` is when it was marked last."""

    points = forms.CharField(
        max_length=12, widget=forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"})
    )
    comment = forms.CharField(
        label=_("Words for the person"),
        max_length=4000,
        required=False,
        help_text=_("What is good in this answer, and what would make it better."),
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 5}),
    )
    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, marking: HandMark, *args: Any, **kwargs: Any) -> None:
        given = (
            {"points": points(marking.mark), "comment": marking.comment, "seen": _exact(marking.at)}
            if marking.at
            else {}
        )
        super().__init__(*args, **{**kwargs, "initial": given})
        self.most = marking.attempt.points
        self.fields["points"].label = _("Points, from 0 to %(most)s") % {"most": points(self.most)}

    def look_again(self, marking: HandMark) -> None:
        """The mark that the page shows now is the one that would be changed."""
        self.data = {**self.data.dict(), "seen": _exact(marking.at)} if isinstance(self.data, QueryDict) else self.data

    def clean_points(self) -> int:
        """The points in hundredths."""
        try:
            given = number.parse(self.cleaned_data["points"]) * 100
        except number.NotANumber:
            given = Decimal(-1)
        if not 0 <= given <= self.most or given != given.to_integral_value():
            raise forms.ValidationError(
                gettext("Write a number from 0 to %(most)s, with at most two decimals.") % {"most": points(self.most)}
            )
        return int(given)


def _exact(moment: datetime | None) -> str:
    """A moment to the microsecond, as the hidden field sends it back."""
    return moment.isoformat() if moment else ""


class TimeForm(forms.Form):
    """Extra time for somebody who takes a run."""

    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=150,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
    )
    percent = forms.IntegerField(
        label=_("More time, in percent"),
        min_value=0,
        max_value=MOST_PERCENT,
        initial=33,
        help_text=_("33 makes 20 minutes nearly 27. 0 takes this part back."),
    )
    minutes = forms.IntegerField(
        label=_("More time, in minutes for each quiz"), min_value=0, max_value=MOST_MINUTES, initial=0
    )


class CodeForm(forms.Form):
    """A code that lets into a run."""

    code = forms.CharField(
        label=_("Code of the run"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        ),
    )


class WeekForm(forms.Form):
    """How many hours a week somebody has for a course."""

    hours = forms.ChoiceField(
        label=_("Time that you have a week"),
        choices=[
            (0, _("I do not plan")),
            (30, _("Half an hour")),
            (60, _("One hour")),
            (120, _("Two hours")),
            (180, _("Three hours")),
            (300, _("Five hours")),
            (480, _("Eight hours")),
        ],
    )

    @classmethod
    def of(cls, minutes: int) -> dict[str, int]:
        """What the form holds for so many minutes a week."""
        return {"hours": minutes}

    @property
    def minutes(self) -> int:
        """What was chosen."""
        return int(self.cleaned_data["hours"])


MOST_OF_A_FRAMEWORK = 20_000_000
"""Bytes."""


class BringFrameworkForm(forms.Form):
    """A framework of another system, and what courses here call it."""

    file = forms.FileField(
        label=_("Framework, as a CASE package"),
        help_text=_(
            "A JSON file of CASE 1.1 or 1.0 (CFPackage), as OpenSALT and other registries give it; at most 20 MB."
        ),
    )
    name = forms.CharField(
        label=_("What courses call it"),
        max_length=60,
        required=False,
        help_text=_("Small letters, digits and hyphens, such as maths-2026. Left empty, it is made of its title."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Not too large to be read at once."""
        found: UploadedFile[bytes] = self.cleaned_data["file"]
        if (found.size or 0) > MOST_OF_A_FRAMEWORK:
            raise forms.ValidationError(gettext("The file is larger than 20 MB."))
        return found

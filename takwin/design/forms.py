"""The field of a day, and the sample form of the pattern page."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from takwin.lib.days import meant


class DayField(forms.DateField):
    """A day that somebody may mean."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more})

    def clean(self, value: Any) -> date | None:
        """The day."""
        day: date | None = super().clean(value)
        if day and not meant(day):
            raise forms.ValidationError(_("Please look at the year once more."))
        return day


class SampleForm(forms.Form):
    """One field of each sort that pages use."""

    DEVICES: ClassVar = [("phone", _("A phone")), ("computer", _("A computer")), ("paper", _("Printed pages"))]
    LEVELS: ClassVar = [("primary", _("Primary school")), ("middle", _("Middle school")), ("high", _("High school"))]
    TIMES: ClassVar = [
        ("evening", _("In the evening")),
        ("weekend", _("At the weekend")),
        ("other", _("At another time")),
    ]

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("As it should stand on your credential."))
    email = forms.EmailField(label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"dir": "ltr"}))
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput)
    hours = forms.DecimalField(label=_("Hours a week"), max_value=40)
    level = forms.ChoiceField(label=_("Where you teach"), choices=LEVELS)
    device = forms.ChoiceField(label=_("What you read on most"), choices=DEVICES, widget=forms.RadioSelect)
    times = forms.MultipleChoiceField(
        label=_("When you can study"), choices=TIMES, widget=forms.CheckboxSelectMultiple, required=False
    )
    story = forms.CharField(
        label=_("A lesson you remember"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Two or three sentences."),
    )
    paper = forms.FileField(label=_("A page of your preparation"), required=False)
    closed = forms.CharField(label=_("Sign-in name"), disabled=True, initial="fatima.z", required=False)
    agree = forms.BooleanField(label=_("My colleagues in this course may see my name"))

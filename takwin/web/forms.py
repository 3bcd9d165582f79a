"""The forms of this room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from takwin.learning.models import Run


class MoveForm(forms.Form):
    """Why a run moves to the release that was shown."""

    reason = forms.CharField(
        label=_("What changed, for the people of the course"),
        max_length=300,
        help_text=_("One sentence. It is shown to everybody whose mark changes."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, run: Run, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["release"] = forms.ModelChoiceField(run.course.releases.all(), widget=forms.HiddenInput)

"""Forms of steering."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = Sequence[tuple[str, str]]


class PlaceForm(forms.Form):
    """A run for the people of a place."""

    run = forms.ChoiceField(label=_("Course"))

    def __init__(self, choices: Choices, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type] # what a request holds
        self.fields["run"].choices = choices  # type: ignore[attr-defined] # a ChoiceField has them

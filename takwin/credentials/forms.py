"""What people fill in about credentials."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from takwin.credentials import opening
from takwin.credentials.contexts import Json
from takwin.credentials.saying import say


class VerifyForm(forms.Form):
    """A file that may hold a credential."""

    file = forms.FileField(
        label=_("The credential"),
        help_text=_("A PDF or JSON file. It is read once and not kept."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.json,application/pdf,application/json"}),
    )

    def clean_file(self) -> Json:
        """The credential in it."""
        try:
            return opening.read(self.cleaned_data["file"].read(opening.LARGEST + 1))
        except opening.Unreadable as problem:
            raise ValidationError(say(problem.sentence)) from problem


class ReasonForm(forms.Form):
    """Why something is decided."""

    reason = forms.CharField(
        label=_("Reason of this decision"),
        max_length=300,
        help_text=_("The holder reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

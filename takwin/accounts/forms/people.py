"""What administrators fill in about others."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class _Reason(forms.CharField):
    """Why, in a sentence that stays beside what was done."""

    def __init__(self, **more: Any) -> None:
        widget = forms.Textarea(attrs={"dir": "auto", "rows": 3})
        super().__init__(max_length=300, widget=widget, **more)


class ReissueForm(forms.Form):
    """Why somebody receives a new way in, and how one knows who they are."""

    reason = _Reason(
        label=_("Why, and how you know the person"),
        help_text=_("For example: lost her telephone; came in person with her identity card."),
    )


class DecisionForm(forms.Form):
    """Why an administrator decides something about an account."""

    reason = _Reason(
        label=_("Why"),
        help_text=_("One sentence. It stays in the history of this account, with your name; the person may read it."),
    )

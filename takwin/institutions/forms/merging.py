"""Two accounts of one learner."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from takwin.accounts.models import Person
from takwin.institutions import access
from takwin.institutions.actions.entry import never_entered
from takwin.institutions.models import EntryCode, Node

NOT_YOURS = _("One of these accounts is closed, or is known to places that are not yours.")


class MergeForm(forms.Form):
    """Another account of the same learner, and why it is known to be theirs. Once it is valid, `kept` stays and `gone` goes."""

    other = forms.CharField(
        label=_("Sign-in name or official number of the other account"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "dir": "auto"}),
    )
    reason = forms.CharField(
        label=_("How do you know that both are of one person?"),
        max_length=300,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=_("The person reads it, and it stays in the page of what organisers did."),
    )
    kept: Person
    gone: Person

    def __init__(self, *args: Any, one: Person, by: Person, top: Node, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.one, self.by, self.top, self.now = one, by, top, now

    def clean_other(self) -> str:
        """Somebody else who studies there, whose account and this one can become one."""
        named = str(self.cleaned_data["other"]).strip()
        other = access.other_for(self.by, self.top, named, self.now)
        if other is None or other == self.one:
            raise ValidationError(_("No other person of this name or number studies in your institution."))
        unused = [one for one in (other, self.one) if never_entered(one)]
        if not unused:
            raise ValidationError(
                _(
                    "Both accounts have been used. Only the person can merge them, under “My account”, so that nobody's answers and notes "
                    "come to somebody else by mistake."
                )
            )
        slips = set(EntryCode.objects.filter(person__in=unused).values_list("person", flat=True))
        self.gone = min(unused, key=lambda one: one.pk in slips)  # the one whose slip is printed stays
        self.kept = self.one if self.gone == other else other
        if not self.kept.is_active or not access.may_give_up(self.by, self.gone, self.now):
            raise ValidationError(NOT_YOURS)
        return named

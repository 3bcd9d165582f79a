"""The forms of tutoring."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takwin.accounts.models import Person
from takwin.design.forms import DayField
from takwin.lib.ids import derived, uuid7
from takwin.scenarios.supervision import HOLDER, HOLDERS, ROLES
from takwin.scenarios.words import SUPERVISION
from takwin.tutoring.models import LONGEST, Case, Pulse, Tutor

CHANNELS = ("message", "phone", "meeting", "room", "forum")
"""How a tutor reaches somebody; the first is sent by the site."""
MOST_MINUTES = 40 * 60


def _text(label: Any, help_text: Any = "", rows: int = 6) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    )


class DoForm(forms.Form):
    """The text of something that is due."""

    text = _text(_("Text"), _("Adapt it: people notice whether it was written for them."), 10)

    def __init__(self, *args: Any, whole: bool = False, sent: bool = True, **kwargs: Any) -> None:
        """`whole`: it goes to a part of the run, where {name} becomes the name of each. `sent`: by the site; else the tutor says it."""
        super().__init__(*args, **kwargs)
        if not sent:
            self.fields["text"].help_text = _(
                "What to say. Afterwards you may write here what was said: only tutors read it."
            )
        self.open = frozenset(HOLDERS) - ({"name"} if whole else set())

    def clean_text(self) -> str:
        """The text, in which nothing is left to fill in."""
        text = str(self.cleaned_data["text"])
        if left := next((one for one in HOLDER.findall(text) if one in self.open), None):
            raise forms.ValidationError(
                _("The site does not know what belongs in %(left)s: please write it yourself."),
                params={"left": "{" + left + "}"},
            )
        return text


class SkipForm(forms.Form):
    """Why something is not done."""

    reason = forms.CharField(
        label=_("Why it is not done"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )


class GiveForm(forms.Form):
    """Which colleague takes it."""

    tutor = forms.TypedChoiceField(label=_("Colleague"), coerce=int)

    def __init__(self, others: list[Tutor], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tutor"].choices = [  # type: ignore[attr-defined]
            (one.pk, one.person.name if one.person else "") for one in others
        ]


class _Once(forms.Form):
    """`uid` names the act, so that sending twice is sending once; other words, written after going back to the page, are another act."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid7)

    def clean(self) -> dict[str, Any]:
        """The name of this act."""
        data = super().clean() or {}
        if not self.errors:
            data["uid"] = derived(
                data["uid"] or uuid7(), " ".join(str(value) for name, value in data.items() if name != "uid")
            )
        return data


class ContactForm(_Once):
    """What was said, and how."""

    channel = forms.ChoiceField(label=_("How"), choices=[(one, _(SUPERVISION[one])) for one in CHANNELS])
    text = _text(
        _("Text"),
        _("A message is sent to the person. Of anything else, write down what was said; only tutors read that."),
    )


class NoteForm(_Once):
    """A note for tutors."""

    text = _text(
        _("Your note"),
        _("Only the tutors of this run read it. Write nothing that you would not say to the person."),
        3,
    )


class CloseForm(forms.Form):
    """What came of a case."""

    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[one for one in Case.Outcome.choices if one[0] not in {Case.Outcome.GONE, Case.Outcome.PASSED}],
    )


class ArrangeForm(forms.Form):
    """The time a tutor has."""

    minutes = forms.IntegerField(label=_("Minutes a week"), min_value=5, max_value=MOST_MINUTES)
    away_from = DayField(label=_("Away from"), required=False)
    away_until = DayField(label=_("Away until, included"), required=False)

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        data = super().clean() or {}
        first, last = data.get("away_from"), data.get("away_until")
        if last and not first:
            self.add_error("away_from", _("Say from which day as well."))
        elif first and last and last < first:
            self.add_error("away_until", _("This day is before the first one."))
        return data


class AppointForm(forms.Form):
    """Who becomes a tutor, for what, with how much time."""

    username = forms.CharField(label=_("Sign-in name"), max_length=60, widget=forms.TextInput(attrs={"dir": "ltr"}))
    roles = forms.MultipleChoiceField(
        label=_("What this tutor does"),
        choices=[(role, _(SUPERVISION[role])) for role in ROLES],
        widget=forms.CheckboxSelectMultiple,
    )
    minutes = forms.IntegerField(label=_("Minutes a week"), min_value=5, max_value=MOST_MINUTES)

    def clean_username(self) -> Person:
        """The person of this name."""
        found = Person.objects.filter(username__iexact=self.cleaned_data["username"].strip(), is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("Nobody has this sign-in name. Tutors find theirs in their settings."))
        return found


class MoveForm(forms.Form):
    """Who goes into which group."""

    person = forms.TypedChoiceField(label=_("Who"), coerce=int)
    group = forms.TypedChoiceField(label=_("Into group"), coerce=int)

    def __init__(self, groups: Mapping[int, Sequence[tuple[int, str]]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {number: gettext("Group %(number)s") % {"number": number} for number in groups}
        self.fields["person"].choices = [(told[number], list(people)) for number, people in groups.items()]  # type: ignore[attr-defined]
        last = max(groups, default=0) + 1
        fresh = (last, gettext("Group %(number)s, a new one") % {"number": last})
        self.fields["group"].choices = [*told.items(), fresh]  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """What one needs help with. `uid` names the act, so that sending twice is sending once."""

    text = _text(_("Your message"), _("Only the tutors of your course read it."), 5)
    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


class PulseForm(forms.Form):
    """How one gets on."""

    feeling = forms.ChoiceField(
        label=_("How are you getting on with this course?"), choices=Pulse.Feeling.choices, widget=forms.RadioSelect
    )
    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)

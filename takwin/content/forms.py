"""Forms of the studio."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takwin.accounts.models import Person
from takwin.content.models import Member


class UploadForm(forms.Form):
    """A course folder in one file."""

    archive = forms.FileField(
        label=_("Course folder, as a zip or tar.gz file"),
        help_text=_("The file course.yaml lies at its top, or in its only folder."),
    )


class PublishForm(forms.Form):
    """What is new in a release."""

    note = forms.CharField(
        label=_("What is new"),
        max_length=300,
        required=False,
        help_text=_(
            "One sentence, such as “Corrected question 3”. The team and, once the run is moved, its learners read it."
        ),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class AcceptForm(forms.Form):
    """A finding that the team lets stand, and why."""

    finding = forms.CharField(max_length=80, widget=forms.HiddenInput)
    at = forms.CharField(max_length=300, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it may stand"),
        max_length=300,
        help_text=_("One sentence for the team. It is written into course.yaml, and no learner sees it."),
    )


class WithdrawForm(forms.Form):
    """A finding that is to stand no longer."""

    finding = forms.CharField(max_length=80)
    at = forms.CharField(max_length=300)


class JoinForm(forms.Form):
    """Somebody for the team."""

    username = forms.CharField(label=_("Sign-in name of the colleague"), max_length=64)
    role = forms.ChoiceField(
        label=_("As what"),
        choices=Member.Role.choices,
        initial=Member.Role.AUTHOR,
        required=False,
        help_text=_(
            "An owner may do everything. An author writes, publishes, sees marks and corrects keys. A reader and translator reads, "
            "compares and brings in drafts, and sees nothing of those who take the course."
        ),
    )

    def clean_role(self) -> Member.Role:
        """An author, where nothing is said."""
        return Member.Role(self.cleaned_data["role"] or Member.Role.AUTHOR)

    def clean_username(self) -> Person:
        """The person of that name."""
        person = Person.objects.filter(username__iexact=self.cleaned_data["username"].strip(), is_active=True).first()
        if person is None:
            raise forms.ValidationError(
                gettext("Nobody signs in with this name. Ask your colleague how it is written.")
            )
        return person

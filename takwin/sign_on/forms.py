"""Forms of signing in by a service."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takwin.accounts.forms.fields import NameField
from takwin.institutions.models import LANGUAGES, Node
from takwin.sign_on import network, oidc
from takwin.sign_on.models import Provider

NAMES = {"fr": _("Name in French"), "ar": _("Name in Arabic"), "en": _("Name in English")}
LATIN = {"dir": "ltr", "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class ProviderForm(forms.ModelForm[Provider]):
    """A service as an administrator sets it up."""

    secret = forms.CharField(
        label=_("Secret that the service gave to this site"),
        required=False,
        max_length=500,
        help_text=_("Never shown again; empty leaves it as it is. A service that gave none needs none."),
        widget=forms.PasswordInput(LATIN | {"autocomplete": "new-password"}),
    )

    field_order = ("name_fr", "name_ar", "name_en", "slug", "issuer", "client", "secret", "node", "opens", "active")

    class Meta:
        model = Provider
        fields = ("name_fr", "name_ar", "name_en", "slug", "issuer", "client", "node", "opens", "active")
        labels = {f"name_{language}": label for language, label in NAMES.items()} | {
            "slug": _("Short name in addresses"),
            "issuer": _("Address of the service (issuer)"),
            "client": _("What the service calls this site (client id)"),
            "node": _("For the people of"),
            "opens": _("Whoever comes for the first time may make an account"),
            "active": _("Its button is on the sign-in page"),
        }
        help_texts = {
            "name_fr": _("As on the button: “Sign in with …”"),
            "slug": _("Small letters, digits and dashes. The address that the service asks for is made from it."),
            "issuer": _("Exactly as the service writes it, such as https://sso.example.ma/realms/teachers"),
            "node": _("Written below the button. Empty: for everybody."),
        }
        widgets = {
            "name_fr": forms.TextInput({"lang": "fr", "dir": "ltr"}),
            "name_ar": forms.TextInput({"lang": "ar", "dir": "rtl"}),
            "name_en": forms.TextInput({"lang": "en", "dir": "ltr"}),
            "slug": forms.TextInput(LATIN),
            "issuer": forms.URLInput(LATIN),
            "client": forms.TextInput(LATIN),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["slug"]
        places = Node.objects.filter(closed=None).exclude(kind=Node.Kind.COHORT).order_by("path")
        self.fields["node"].queryset = places  # type: ignore[attr-defined] # a ModelChoiceField has one

    def clean_issuer(self) -> str:
        """An address by https; plain http only on this very machine, in a trial."""
        issuer = str(self.cleaned_data["issuer"])
        if not oidc.safe(issuer, network.plain()) or "?" in issuer:
            raise forms.ValidationError(gettext("This is not an address that begins with https://."))
        return issuer

    def clean(self) -> dict[str, Any]:
        """One name at least."""
        said = super().clean() or {}
        if not any(said.get(f"name_{language}") for language in LANGUAGES):
            self.add_error("name_fr", gettext("Write a name in one language at least."))
        return said

    @property
    def values(self) -> dict[str, Any]:
        """What was written, without the secret."""
        return {name: value for name, value in self.cleaned_data.items() if name != "secret"}


class FirstForm(forms.Form):
    """The account of somebody who comes for the first time."""

    name = NameField()

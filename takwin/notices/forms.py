"""How I want to be written to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from takwin.notices.timing import DAILY, HERE, NOW, ZONES, Wish

MAIL = [
    (DAILY, _("One letter a day, with everything that waits")),
    (NOW, _("A letter for each notice")),
    (HERE, _("No letters: I read them here")),
]


def _hour(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        coerce=int,
        widget=forms.Select(attrs={"dir": "ltr"}),
    )


class ChoiceForm(forms.Form):
    """Letters, quiet hours, and whose clock they go by."""

    mail = forms.ChoiceField(label=_("By e-mail"), choices=MAIL, widget=forms.RadioSelect)
    quiet_from = _hour(_("No letters from"))
    quiet_until = _hour(_("until"))
    zone = forms.ChoiceField(
        label=_("By the clock of"),
        choices=[(zone, zone.replace("_", " ")) for zone in ZONES],
        widget=forms.Select(attrs={"dir": "ltr"}),
    )
    quiet_until.help_text = _(
        "The daily letter leaves at this hour. Choose the same hour twice to have no quiet hours."
    )

    @property
    def wish(self) -> Wish:
        """What was chosen."""
        return Wish(**self.cleaned_data)

    @staticmethod
    def of(wish: Wish) -> dict[str, object]:
        """As the form shows it."""
        return {"mail": wish.mail, "quiet_from": wish.quiet_from, "quiet_until": wish.quiet_until, "zone": wish.zone}

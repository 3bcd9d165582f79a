"""The form of a place's look: its own name, logo, accent and language; what comes from above is said beside each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.translation import get_language_bidi, gettext
from django.utils.translation import gettext_lazy as _

from takwin.files import pictures
from takwin.institutions import look
from takwin.institutions.colours import DARK, DAY, LEAST, Light, nearest, parse, worst
from takwin.institutions.models import LANGUAGES, Branding, Node
from takwin.lib.colours import name

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Inherited = Mapping[str, tuple[str, str]]
"""What comes from above, by `name`, `logo`, `accent`, `language`: what it is, in the reader's words, and from where."""


NO_LOGO = {
    pictures.TooLarge: _("The picture is larger than 2 MB or 16 million pixels. Make it smaller first."),
    pictures.TooNarrow: _(
        "The picture is so narrow that nothing of it would be seen. Choose one that is nearer to a square."
    ),
    pictures.NotAPicture: _(
        "This is no picture that can be shown here. Save it as PNG, then choose it again; drawings (SVG) are not taken."
    ),
}
"""What is said of a picture that is not taken."""


def _text(label: StrOrPromise, most: int, said: StrOrPromise = "", **attrs: str) -> forms.CharField:
    """A line that may be left empty."""
    return forms.CharField(label=label, max_length=most, required=False, help_text=said, widget=forms.TextInput(attrs))


class LookForm(forms.Form):
    """What a node has of its own."""

    name_fr = _text(_("Short name in French"), 40, lang="fr", dir="ltr")
    name_ar = _text(_("Short name in Arabic"), 40, lang="ar", dir="rtl")
    name_en = _text(_("Short name in English"), 40, lang="en", dir="ltr")
    logo = forms.FileField(
        label=_("Logo"), required=False, widget=forms.FileInput({"accept": "image/png,image/jpeg,image/webp"})
    )
    no_logo = forms.BooleanField(label=_("Take the present logo away"), required=False)
    logo_alt = _text(
        _("The logo in words"),
        120,
        _("For those who do not see it. Leave it empty where it only shows the name, which stands beside it."),
        dir="auto",
    )
    accent = _text(_("Accent colour"), 12, dir="ltr", autocomplete="off")
    accent_dark = _text(
        _("Accent colour on dark screens"),
        12,
        _("Leave it empty for a lighter shade of the same colour."),
        dir="ltr",
        autocomplete="off",
    )
    language = forms.ChoiceField(label=_("Language of its people"), required=False)

    def __init__(self, node: Node, own: Branding, above: Inherited, data: Any = None, files: Any = None) -> None:
        columns = ("name_fr", "name_ar", "name_en", "logo_alt", "accent", "accent_dark")
        initial = {column: getattr(own, column) for column in columns} | {"language": node.language}
        super().__init__(data, files, initial=initial)
        if not own.logo_id:
            del self.fields["no_logo"]
        self._say(above)

    def _say(self, above: Inherited) -> None:
        """What each field is for, and what holds while it is empty."""
        helps = {
            "name_fr": ("name", _("What pages show, in 40 signs at most. One language is enough.")),
            "logo": ("logo", _("A picture in PNG, JPEG or WebP, 2 MB at most. It is made small and laid on white.")),
            "accent": ("accent", _("Six digits such as #0b5c46 (green), #8a2f1d (brick) or #5b2a86 (plum). Words in it must be easy to read.")),
            "language": (
                "language",
                _("Visitors who come by a code or a page of this place, and people brought in here, are spoken to in it until they choose another one."),
            ),
        }  # fmt: skip
        for field, (part, said) in helps.items():
            found = above.get(part)
            self.fields[field].help_text = format_html("{}<br>{}", said, _from_above(*found)) if found else said
        self.fields["language"].choices = [("", _("As above this place")), *settings.LANGUAGES]  # type: ignore[attr-defined] # a ChoiceField has them

    def clean_logo(self) -> pictures.Picture | None:
        """The picture, drawn anew."""
        file: UploadedFile[bytes] | None = self.cleaned_data["logo"]
        if not file:
            return None
        try:
            if (file.size or 0) > pictures.MOST_BYTES:
                raise pictures.TooLarge
            return look.drawn(file.read())
        except tuple(NO_LOGO) as why:
            raise forms.ValidationError(NO_LOGO[type(why)]) from None

    def clean_accent(self) -> str:
        """A colour in which words can be read by day."""
        return _readable(
            self.cleaned_data["accent"],
            DAY,
            gettext(
                "Words in %(colour)s would be hard to read on the light page (contrast %(ratio)s, at least 4.5 is needed). The nearest colour that can be read is %(nearest)s."
            ),
        )

    def clean_accent_dark(self) -> str:
        """A colour in which words can be read in the dark."""
        return _readable(
            self.cleaned_data["accent_dark"],
            DARK,
            gettext(
                "Words in %(colour)s would be hard to read on the dark page (contrast %(ratio)s, at least 4.5 is needed). The nearest colour that can be read is %(nearest)s."
            ),
        )

    def clean(self) -> dict[str, Any]:
        """No colour in the dark without one by day."""
        said = super().clean() or {}
        if said.get("accent_dark") and not said.get("accent") and not self.has_error("accent"):
            self.add_error("accent", gettext("Choose the colour for light pages too."))
        return said

    @property
    def names(self) -> dict[str, str]:
        """The short names by language."""
        return {language: self.cleaned_data[f"name_{language}"] for language in LANGUAGES}


def _from_above(what: str, where: str) -> str:
    """What holds while a field is empty, and from where."""
    return format_html(
        gettext("Left empty: as in {} ({})."), format_html("<bdi>{}</bdi>", where), format_html("<bdi>{}</bdi>", what)
    )


def _readable(written: str, light: Light, sentence: str) -> str:
    """A colour as it is kept. Raises ValidationError for what is none, or cannot be read."""
    if not written:
        return ""
    colour = parse(written)
    if colour is None:
        raise forms.ValidationError(
            gettext("This is no colour. Write six digits from 0 to 9 and a to f, such as #0b5c46.")
        )
    ratio = worst(colour, light)
    if ratio < LEAST:
        told = {"colour": _set_apart(name(colour)), "nearest": _set_apart(name(nearest(colour, light)))}
        told["ratio"] = f"{ratio // 100}.{ratio % 100 // 10}"
        raise forms.ValidationError(sentence % told)
    return name(colour)


def _set_apart(colour: str) -> str:
    """A colour inside a sentence; where that runs from right to left, its sign stays before it (Unicode UAX 9, isolates)."""
    return f"\u2066{colour}\u2069" if get_language_bidi() else colour

"""The form of this room."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    """A course that another system exported."""

    archive = forms.FileField(
        label=_("Export of the course, as a tar.gz or zip file"),
        help_text=_("In Open edX Studio: Tools, Export, Export course content."),
    )

"""The audit page in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from takwin.institutions.deeds import SENTENCES
from takwin.institutions.models import Deed, Membership
from takwin.lib.text import apart, filled


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody did and where; `who` is empty for an account that was erased."""

    sentence: str
    who: str
    where: str
    at: datetime


def told(deeds: Iterable[Deed]) -> list[Told]:
    """The deeds as sentences."""
    return [Told(_sentence(deed), str(deed.by) if deed.by else "", deed.node.name, deed.at) for deed in deeds]


def _sentence(deed: Deed) -> str:
    language = get_language() or "fr"
    values = {name: _in(value, language) for name, value in deed.values.items()}
    values["name"] = str(deed.about) if deed.about else gettext("Erased account")
    if "role" in values:
        values["role"] = str(Membership.Role(values["role"]).label)
    if "until" in values:
        values["until"] = date_format(date.fromisoformat(values["until"]), "j F Y")
    if "language" in values:
        values["language"] = str(dict(settings.LANGUAGES).get(values["language"], values["language"]))
    return filled(gettext(SENTENCES[deed.what]), apart(values, language), language)


def _in(value: Any, language: str) -> Any:
    """What is kept in several languages, in this one where it has it."""
    return (value.get(language[:2]) or next(iter(value.values()), "")) if isinstance(value, dict) else value

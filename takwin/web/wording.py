"""Which of a course's languages a person reads, and its texts in it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from takwin.content.models import Release

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "he"})


def reading_language(languages: Sequence[str], wanted: str) -> str:
    """The wanted language where the course has it, else the original."""
    return wanted if wanted in languages else languages[0]


def direction(language: str) -> str:
    """ "rtl" or "ltr"."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class Words:
    """An outline read in one language."""

    outline: Mapping[str, Any]
    language: str

    @property
    def dir(self) -> str:
        """The writing direction of the texts."""
        return direction(self.language)

    def text(self, field: str) -> str:
        """A text of the course, such as its title."""
        texts: Mapping[str, str] = self.outline.get(field, {})
        return str(self.of(texts))

    def of(self, texts: Mapping[str, Any]) -> Any:
        """One of the texts by language; the original where this language lacks it."""
        return texts.get(self.language) or texts.get(self.outline["languages"][0], "")

    @property
    def hours(self) -> Decimal:
        """The announced workload, in hours."""
        return Decimal(self.outline["hours"])

    @property
    def hours_counted(self) -> int:
        """The same for the grammar of plurals: whole hours, rounded up."""
        return math.ceil(self.hours)

    title = property(lambda self: self.text("title"))
    summary = property(lambda self: self.text("summary"))
    description = property(lambda self: self.text("description_html"))
    audience = property(lambda self: self.text("audience"))
    prerequisites = property(lambda self: self.text("prerequisites"))


def words(release: Release, wanted: str) -> Words:
    """A release's outline in the wanted language."""
    return Words(release.outline, reading_language(release.outline["languages"], wanted))

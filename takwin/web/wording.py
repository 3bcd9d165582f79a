"""Which of a course's languages a person reads, and its texts in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

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

    def of(self, texts: Mapping[str, Any]) -> Any:
        """One of the texts by language; the original where this language lacks it."""
        return texts.get(self.language) or texts.get(self.outline["languages"][0], "")

    @property
    def title(self) -> str:
        """What the course is called."""
        return str(self.of(self.outline["title"]))

    @property
    def summary(self) -> str:
        """One or two sentences, plain."""
        return str(self.of(self.outline["summary"]))

    @property
    def description(self) -> str:
        """What one will be able to do, as safe HTML."""
        return str(self.of(self.outline["description_html"]))

    @property
    def audience(self) -> str:
        """For whom it is, plain."""
        return str(self.of(self.outline["audience"]))

    @property
    def prerequisites(self) -> str:
        """What one needs before, plain."""
        return str(self.of(self.outline["prerequisites"]))

    @property
    def hours(self) -> Decimal:
        """The announced workload, in hours."""
        return Decimal(self.outline["hours"])


def words(outline: Mapping[str, Any], wanted: str) -> Words:
    """An outline in the wanted language, or in its original."""
    return Words(outline, reading_language(outline["languages"], wanted))

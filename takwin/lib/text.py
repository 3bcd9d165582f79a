"""Words: folding for comparison and search, and sentences that are translated later."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a sentence for translation without translating it yet."""
    return message


_QUOTED = re.compile(r"""(["'])((?:(?!\1).)*)\1""")


def unquoted(value: str) -> str:
    """A value without the marks of '"a value"', which YAML would drop too; marks that do not hold all of it stay."""
    found = _QUOTED.fullmatch(value)
    return found[2] if found else value


def as_value(value: str) -> str:
    """A value as it must be written for `unquoted` to give it back."""
    if not _QUOTED.fullmatch(value):
        return value
    return f"'{value}'" if value[0] == '"' else f'"{value}"'


COMMAS = {"ar": "، "}
"""What stands between the words of a list, where it is not ", "."""


def listed(words: Iterable[str], language: str) -> str:
    """Words one after the other, as that language writes it: "a, b", "ا، ب"."""
    return COMMAS.get(language.split("-")[0], ", ").join(words)


def filled(message: str, values: Mapping[str, Any], language: str = "en") -> str:
    """A message of that language with its %(names)s filled in. Several words may fill one name: a list or tuple. A moment, {"at": …}, and a
    day, {"on": …}, stand as they are kept; pages write them as the language does (`design.saying`)."""
    if not values:
        return message
    several = {name: listed(value, language) for name, value in values.items() if isinstance(value, list | tuple)}
    dated = {name: next(iter(value.values())) for name, value in values.items() if isinstance(value, dict) and value}
    return message % {**values, **several, **dated}


RIGHT_TO_LEFT = frozenset({"ar"})
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def apart(values: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The values of a sentence for a page: in a language that runs from right to left, words in Latin letters (a file's name, a person's)
    are set apart, so that the signs and numbers beside them keep their place. What holds an address stays as it is: a letter makes links of those."""
    if language[:2] not in RIGHT_TO_LEFT:
        return dict(values)
    return {name: _apart(value) for name, value in values.items()}


def _apart(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_apart(one) for one in value]
    return f"\u2068{value}\u2069" if _stands_out(value) else value


def _stands_out(value: Any) -> bool:
    return isinstance(value, str) and bool(_LATIN.search(value)) and "://" not in value


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for a person, translated where it is shown: an English msgid and what fills its %(names)s (see `filled`)."""

    message: str
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return filled(self.message, self.values)


_CARRIERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": None}
    | dict.fromkeys("‘’ʼ′", "'")
)
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})


def _bare(text: str) -> str:
    return "".join(sign for sign in text if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")


def fold(text: str) -> str:
    """The form under which typed words are compared: no case, accents, Arabic vowel marks, hamza carriers or
    tatweel; ligatures opened, apostrophes alike, writing-direction signs dropped, white space single
    (Unicode UAX 15 NFKD; the usual Arabic search folding without ta marbuta)."""
    carried = unicodedata.normalize("NFC", text).translate(_CARRIERS).translate(_LIGATURES)
    opened = unicodedata.normalize("NFKD", carried).translate(_CARRIERS)
    return " ".join(_bare(opened).casefold().split())

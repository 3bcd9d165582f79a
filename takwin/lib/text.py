"""Words: folding for comparison and search, and sentences that are translated later."""

import unicodedata
from dataclasses import dataclass, field
from typing import Any


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a sentence for translation without translating it yet."""
    return message


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for a person, translated where it is shown: an English msgid and what fills its %(names)s."""

    message: str
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


_CARRIERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ـ": None})


def fold(text: str) -> str:
    """The form under which typed words are compared: no case, accents, Arabic vowel marks, hamza carriers or
    tatweel; ligatures opened, white space single (Unicode UAX 15 NFKD; the Arabic rules of `stack.md` A.12)."""
    carried = unicodedata.normalize("NFC", text).translate(_CARRIERS)
    opened = unicodedata.normalize("NFKD", carried.replace("œ", "oe").replace("Œ", "oe")).translate(_CARRIERS)
    bare = "".join(mark for mark in opened if not unicodedata.combining(mark))
    return " ".join(bare.casefold().split())

"""Ids and names of files made out of words: the same words in the same order always give the same."""

import re
from collections import Counter
from collections.abc import Iterable

from takwin.content.source.fields import LONGEST_ID
from takwin.lib.text import fold

LONGEST = 48
"""An id of ours stays short enough to read, with room for a number behind it."""


def slug(words: str) -> str:
    """Lower-case letters a to z, digits and hyphens; "" when the words have none (Arabic, Tifinagh)."""
    whole = "-".join(re.findall(r"[a-z0-9]+", fold(words).replace("'", " ")))
    if len(whole) <= LONGEST:
        return whole
    return whole[: LONGEST + 1].rpartition("-")[0] or whole[:LONGEST]


def safe_name(name: str) -> str:
    """The name with letters, digits, points, hyphens and underscores only; folders stay."""
    parts = [re.sub(r"[^\w.]+", "-", part).strip(".-") for part in name.split("/")]
    return "/".join(part for part in parts if part) or "file"


class Slugs:
    """Ids that are unique among themselves."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken: set[str] = set(taken)
        self._numbers: Counter[str] = Counter()

    def take(self, words: str, otherwise: str) -> str:
        """A new id from the words, else from `otherwise` and a number: "module-3"."""
        wanted = slug(words)
        if wanted and wanted not in self._taken:
            return self._note(wanted)
        stem = wanted or otherwise
        while True:
            self._numbers[stem] += 1
            number = self._numbers[stem] + bool(wanted)
            if (found := f"{stem}-{number}"[-LONGEST_ID:]) not in self._taken:
                return self._note(found)

    def _note(self, found: str) -> str:
        self._taken.add(found)
        return found

"""Two texts compared word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
"""Accents, Arabic vowel marks and joiners: they belong to the letter before them, so that no word is cut at one."""
TOKEN = re.compile(rf"\s+|[\w{MARKS}]+(?:['’ʼ-][\w{MARKS}]+)*|[^\w\s]")
MOST = 4000
"""Words of a text beyond which it is shown as replaced whole."""
ALIKE = 0.4
"""Share of common words under which two texts are two texts, and not one that was changed."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stay ("same"), came ("ins") or went ("del")."""

    what: str
    text: str


def runs(before: str, after: str) -> tuple[Run, ...]:
    """What became of the words of a text; the "same" and "del" together are the text before, "same" and "ins" the one after."""
    if before == after:
        return (Run("same", after),) if after else ()
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if not old or not new or max(len(old), len(new)) > MOST:
        return _joined([Run("del", before), Run("ins", after)])
    found: list[Run] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, came = "".join(old[a:b]), "".join(new[c:d])
        found += [Run("same", came)] if what == "equal" else [Run("del", gone), Run("ins", came)]
    return _joined(_without_crumbs(found))


def alike(before: str, after: str) -> float:
    """How much two texts have in common: from 0 (nothing) to 1 (all)."""
    old, new = TOKEN.findall(before)[:MOST], TOKEN.findall(after)[:MOST]
    matcher = SequenceMatcher(
        None, [one for one in old if not one.isspace()], [one for one in new if not one.isspace()], autojunk=False
    )
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _without_crumbs(found: list[Run]) -> list[Run]:
    """A blank alone between two changes belongs to both, so that a changed phrase is one deletion and one insertion."""
    kept = [one for one in found if one.text]
    told: list[Run] = []
    for at, one in enumerate(kept):
        lone = one.what == "same" and one.text.isspace() and 0 < at < len(kept) - 1
        told += [Run("del", one.text), Run("ins", one.text)] if lone else [one]
    return told


def _joined(found: list[Run]) -> tuple[Run, ...]:
    """Between two pieces that stay, first all that went and then all that came."""
    told: list[Run] = []
    gone = came = ""
    for one in [*found, Run("same", "")]:
        if one.what == "same":
            told += [Run("del", gone)] if gone else []
            told += [Run("ins", came)] if came else []
            gone = came = ""
            if one.text and told and told[-1].what == "same":
                told[-1] = Run("same", told[-1].text + one.text)
            elif one.text:
                told.append(one)
        elif one.what == "del":
            gone += one.text
        else:
            came += one.text
    return tuple(told)

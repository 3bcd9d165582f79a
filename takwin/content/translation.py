"""How the languages of a course stand to one another: which step is missing in one, which is older than its original: plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from re import compile as pattern

from takwin.content.compare.taking_apart import split

Prints = Mapping[str, str]
"""One state of a course: a fingerprint of each step's file, by its path ("why/welcome.fr.md")."""
SIGN = pattern(r"(:{3,}[ \t]*\{[^}\s]*\}[ \t]*\S*|#+|[-*+](?= )|\d+[.)]|>|!\[|\||:{3,}$)?")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A step in one language: "original", "present", "older" (the original changed since) or "missing"; `since` counts the state (from 0)
    in which it last changed, -1 for a missing one."""

    language: str
    what: str
    since: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A step in all its languages, the original first."""

    key: str
    languages: tuple[Spoken, ...]

    def count(self, what: str) -> int:
        """In how many languages it stands so."""
        return sum(one.what == what for one in self.languages)


def standings(states: Sequence[Prints], keys: Sequence[str], languages: Sequence[str]) -> tuple[Standing, ...]:
    """Every step of the newest state, which comes last; the languages begin with the original."""
    return tuple(Standing(key, tuple(_spoken(states, key, languages))) for key in keys)


def _spoken(states: Sequence[Prints], key: str, languages: Sequence[str]) -> list[Spoken]:
    original = _since(states, f"{key}.{languages[0]}.md")
    found = [Spoken(languages[0], "original" if original >= 0 else "missing", original)]
    for language in languages[1:]:
        since = _since(states, f"{key}.{language}.md")
        what = "missing" if since < 0 else "older" if since < original else "present"
        found.append(Spoken(language, what, since))
    return found


def _since(states: Sequence[Prints], file: str) -> int:
    """The first of the last states that all hold the file as it is now; -1 where the newest has none."""
    now = states[-1].get(file) if states else None
    if now is None:
        return -1
    at = len(states) - 1
    while at > 0 and states[at - 1].get(file) == now:
        at -= 1
    return at


def beside(left: str, right: str) -> list[tuple[str, str]]:
    """The paragraphs of two languages side by side; one that the other lacks stands beside nothing. Paragraphs of one kind, such as
    headings or the same question, stand beside one another."""
    here, there = split(left), split(right)
    matcher = SequenceMatcher(None, [_sign(one) for one in here], [_sign(one) for one in there], autojunk=False)
    pairs: list[tuple[str, str]] = []
    for _, a, b, c, d in matcher.get_opcodes():
        pairs += zip_longest(here[a:b], there[c:d], fillvalue="")
    return pairs


def _sign(paragraph: str) -> str:
    """What tells a paragraph from those of another kind, whatever its language."""
    found = SIGN.match(paragraph)
    return found[1] or "" if found else ""

"""Words as they are looked for: folded alike in what is kept and in what is typed, with and without what Arabic and French join on."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from takwin.lib.text import fold

LONGEST = 60
"""Signs of a word that are compared."""
MOST = 12
"""Words that are looked for; of a longer question these are the first."""
_ALIKE = str.maketrans({"ة": "ه", "ء": None})
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)")
_ARTICLE = re.compile(r"(?:[وف]?(?:[بك]?ال|لل))(.{2,})")
_CLITIC = re.compile(r"[وفبكلس](.{3,})")


class _Folded(dict[int, str]):
    """What each sign becomes, found out when it is met first. Folding looks at no neighbour, except to keep words apart."""

    def __missing__(self, code: int) -> str:
        if len(self) > 20_000:
            self.clear()
        folded = fold(f"a{chr(code)}a")[1:-1].translate(_ALIKE)
        self[code] = "".join(_plain(sign) for sign in folded)
        return self[code]


_FOLDED = _Folded()


class _Shape(dict[int, str]):
    """For each sign w where it may stand in a word, as letters, digits and signs that are dropped do; else a full stop."""

    def __missing__(self, code: int) -> str:
        if len(self) > 20_000:
            self.clear()
        kept = _FOLDED[code]
        self[code] = "w" if not kept or any(sign.isalnum() for sign in kept) else "."
        return self[code]


_SHAPE = _Shape()


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text, as they are written, begin and end."""
    return (found.span() for found in re.finditer("w+", text.translate(_SHAPE)))


def folded(text: str) -> str:
    """The form under which words are looked for: `fold`, and ta marbuta as ha, no hamza, digits of every script as 0 to 9."""
    return " ".join(text.translate(_FOLDED).split())


def _plain(sign: str) -> str:
    return sign if sign.isascii() or not sign.isdecimal() else str(unicodedata.decimal(sign))


def tokens(text: str) -> list[str]:
    """The words of a text, folded, in order: "L'évaluation des élèves" → evaluation, des, eleves."""
    return [word[:LONGEST] for word in re.findall(r"[^\W_]+", _ELIDED.sub("", folded(text)))]


LITTLE = frozenset(
    tokens(
        "a an and at by for from in of on or the to with au aux avec ce ces dans de des du en et la le les ou par pour sa ses son "
        "sur un une vos votre إلى أو عن على في من مع و هذا هذه"
    )
)
"""Words that say little: left out of a question that has others."""


def bare(token: str) -> str:
    """A folded word without the Arabic article and what stands before it: والتقويم → تقويم; itself where there is none."""
    found = _ARTICLE.fullmatch(token)
    return found[1] if found else token


def _lighter(token: str) -> Iterator[str]:
    """Under what else a word is found: without the article, without one letter joined on."""
    if token.isascii():
        return
    if bare(token) != token:
        yield bare(token)
    elif found := _CLITIC.fullmatch(token):
        yield found[1]


def kept(texts: Sequence[str]) -> str:
    """The words of texts as they are kept to be found, each once, with a space between them."""
    found = [token for text in texts for token in tokens(text)]
    return " ".join(dict.fromkeys([*found, *(more for token in found for more in _lighter(token))]))


@dataclass(frozen=True, slots=True)
class Word:
    """A word that somebody looks for: as typed, folded, and in all `forms` that may stand in a text in its place."""

    typed: str
    token: str
    forms: tuple[str, ...]


SHORTEST = 3
"""Letters from which on a word is also found inside another."""


class Bag:
    """The words of a text, ready to be compared: one `line` of them with a space before and after each, which sorts as they do."""

    def __init__(self, text: str) -> None:
        self.line = f" {' '.join(tokens(text))} "

    @property
    def tokens(self) -> list[str]:
        """The words, in order."""
        return self.line.split()

    @cached_property
    def _lighter(self) -> str:
        if self.line.isascii():
            return ""
        return f" {' '.join(more for token in self.tokens for more in _lighter(token))} "

    def fit(self, word: Word) -> int:
        """How well a word fits: 0 it stands here, 1 but for what Arabic joins on, 2 a word begins so, 3 it lies inside one; 4 not at all."""
        fits = 4
        for form in word.forms:
            if form in self.line:
                fits = min(fits, self._fit(form) or int(form != word.token))
        return fits

    def _fit(self, form: str) -> int:
        """The same for a form that is somewhere in the line."""
        if f" {form} " in self.line:
            return 0
        if f" {form} " in self._lighter:
            return 1
        if f" {form}" in self.line:
            return 2
        return 3 if len(form) >= SHORTEST else 4


def typed(text: str) -> list[Word]:
    """The words to look for in what somebody typed, each once; little words only where there are no others."""
    found: dict[str, Word] = {}
    for token, chunk in _written(text):
        found.setdefault(token, Word(chunk, token, tuple(dict.fromkeys((token, bare(token))))))
    telling = [word for token, word in found.items() if token not in LITTLE]
    return telling or list(found.values())


def _written(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text, each folded and as it is written; without "l'", "qu'" and the like, whatever its apostrophes."""
    whole = frozenset(tokens(text))
    for begin, end in _chunks(text):
        yield from ((token, text[begin:end]) for token in tokens(text[begin:end]) if token in whole)


def touches(text: str, words: Sequence[Word]) -> bool:
    """Whether a text can hold any of the words: no is certain, and is found out faster than what it holds."""
    line = text.translate(_FOLDED)
    return any(form in line for word in words for form in word.forms)


def marked(text: str, words: Sequence[Word]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is one of the words."""
    if not touches(text, words):
        return [(text, False)]
    pieces: list[tuple[str, bool]] = []
    at, forms = 0, tuple(form for word in words for form in word.forms)
    for begin, end in _chunks(text):
        if _hit(text[begin:end], forms):
            pieces += [(text[at:begin], False), (text[begin:end], True)]
            at = end
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


@lru_cache(maxsize=4096)
def _hit(chunk: str, forms: tuple[str, ...]) -> bool:
    """Whether a word of a text is one of these, begins with it, or holds it."""
    return any(
        token.startswith(form) or (len(form) >= SHORTEST and form in token) or bare(token).startswith(form)
        for token in tokens(chunk)
        for form in forms
    )


def spelled(text: str) -> dict[str, str]:
    """The words of a text as they are written, by what they are folded and without an article."""
    return {bare(token): chunk for token, chunk in _written(text)}


def near(word: str, known: Sequence[str]) -> str | None:
    """The known word that is one slip away, or two in a long word; the nearest and then the first of them."""
    most = 1 if len(word) < 7 else 2
    found = [(slips(word, one, most), place) for place, one in enumerate(known) if abs(len(one) - len(word)) <= most]
    best = min(found, default=(most + 1, 0))
    return known[best[1]] if best[0] <= most and len(word) > 2 else None


def slips(one: str, other: str, most: int) -> int:
    """How many letters must be changed, added, left out or swapped with their neighbour (optimal string alignment); more than `most`
    is not counted out."""
    before, row = list[int](), list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row, last = row, [i], before
        for j, b in enumerate(other, 1):
            cost = min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b))
            if last and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        before = above
        if min(row) > most:
            return most + 1
    return row[-1]

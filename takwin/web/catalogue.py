"""Which courses of the catalogue somebody asks for: by words, by what they choose, in which order, and why; plain Python."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import chain

from takwin.content.card import Card, Line
from takwin.frameworks.alignment import known
from takwin.learning.presets import FORMATS
from takwin.lib.search import MOST, Bag, Word, bare, marked, near, spelled, touches, typed

HOURS = {"short": Decimal(5), "middle": Decimal(15)}
"""Up to how many hours of work a course is short, or of middle length; else "long"."""
GROUPS = ("language", "work", "when", "format", "kind", "competency", "value")
"""By what one chooses, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A course that may be joined: its card, and between which moments its run is open."""

    card: Card
    opens: datetime | None
    closes: datetime | None
    formats: tuple[str, ...] = ()

    def has(self, group: str, now: datetime) -> tuple[str, ...]:
        """What may be chosen in a group to find it."""
        match group:
            case "language":
                return self.card.languages
            case "work":
                return (next((name for name, most in HOURS.items() if self.card.hours <= most), "long"),)
            case "when":
                return ("later" if self.opens and self.opens > now else "now",)
            case "format":
                return ("dated" if self.opens or self.closes else "free",)
            case "kind":
                return self.formats
        return self.card.competencies if group == "competency" else self.card.values


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for: words, and in some groups what they chose."""

    text: str
    words: tuple[Word, ...]
    chosen: Mapping[str, tuple[str, ...]]

    @property
    def left(self) -> int:
        """How many words are not looked for because there are too many."""
        return max(0, len(typed(self.text)) - MOST)


LONGEST = 500
"""Signs that are read of what somebody typed."""


def asked(text: str, chosen: Callable[[str], Iterable[str]]) -> Asked:
    """What a form asks for; names that say nothing are left out."""
    valid = {group: tuple(one for one in dict.fromkeys(chosen(group)) if _says(group, one)) for group in GROUPS}
    short = " ".join(text[:LONGEST].replace("\0", " ").split())
    return Asked(short, tuple(typed(short)[:MOST]), {group: names for group, names in valid.items() if names})


def _says(group: str, name: str) -> bool:
    fixed = {"work": {*HOURS, "long"}, "when": {"now", "later"}, "format": {"free", "dated"}, "kind": FORMATS.keys()}
    if group == "language":
        return name.replace("-", "").isalnum() and name.isascii() and len(name) <= 16
    return name in fixed[group] if group in fixed else known(name)


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen, and how many courses one then sees."""

    name: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The courses asked for, the best first, each with the languages in which the words were found; what may be chosen by group.
    `some`: none has all the words, these have some of them."""

    courses: list[tuple[Offered, tuple[str, ...]]]
    groups: dict[str, list[Option]]
    some: bool = False


Holders = Sequence[set[tuple[int, str]]]
"""For each word the releases that hold it, with the language in which they do."""


def find(offered: Sequence[Offered], asking: Asked, holders: Holders, language: str, now: datetime) -> Found:
    """The courses that hold all the words and have what was chosen. Where none holds all the words, those with some of them."""
    languages = _all(holders)
    some = not any(one.card.release in languages for one in offered) and len(holders) > 1
    if some:
        languages = _any(holders)
    held = [one for one in offered if not holders or one.card.release in languages]
    chosen = [one for one in held if all(_fits(one, group, asking, now) for group in asking.chosen)]
    ranked = sorted(chosen, key=lambda one: _rank(one.card, asking.words, holders, language))
    groups = {group: _options(held, group, asking, now) for group in GROUPS}
    return Found(
        [(one, tuple(sorted(languages.get(one.card.release, ())))) for one in ranked],
        {group: options for group, options in groups.items() if options},
        some and bool(held),
    )


def _all(holders: Holders) -> dict[int, set[str]]:
    """The languages in which a release holds all the words."""
    return _by_release(set.intersection(*holders)) if holders else {}


def _any(holders: Holders) -> dict[int, set[str]]:
    return _by_release(set.union(*holders))


def _by_release(rows: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for release, language in rows:
        found.setdefault(release, set()).add(language)
    return found


def _fits(one: Offered, group: str, asking: Asked, now: datetime) -> bool:
    """One of the things chosen in a group is enough."""
    has = one.card.works_on if group in {"competency", "value"} else one.has(group, now)
    return any(wanted in has for wanted in asking.chosen[group])


def _options(held: Sequence[Offered], group: str, asking: Asked, now: datetime) -> list[Option]:
    """What a group offers, counted among the courses that fit all that was chosen in the other groups: only what divides them, and
    what is chosen."""
    others = asking.chosen.keys() - {group}
    among = [one for one in held if all(_fits(one, other, asking, now) for other in others)] if others else held
    numbers = Counter(chain.from_iterable(one.has(group, now) for one in among))
    chosen = asking.chosen.get(group, ())
    telling = [name for name, number in numbers.items() if number < len(among) or name in chosen]
    return [Option(name, numbers[name], name in chosen) for name in sorted({*telling, *chosen})]


def _rank(card: Card, words: Sequence[Word], holders: Holders, wanted: str) -> tuple[object, ...]:
    """Words of the title first, then those of the summary, then the rest, then none; what the reader reads before what they do not;
    then by title."""
    worth = min((_worth(card, language, words, holders), language != wanted) for language in card.languages)
    return worth, card.words[card.language(wanted)][0].line, card.course


def _worth(card: Card, language: str, words: Sequence[Word], holders: Holders) -> int:
    title, summary = card.words[language]
    worth = 0
    for word, held in zip(words, holders, strict=True):
        if (card.release, language) not in held:
            worth += 30
        elif (fits := title.fit(word)) < 4:
            worth += fits
        else:
            worth += 5 + summary.fit(word)
    return worth


Pieces = list[tuple[str, bool]]
"""A text in pieces, each with whether it is one of the words looked for."""
AROUND = 90
"""Signs of a long line that are shown before the first word found in it, and twice as many after it."""


@dataclass(frozen=True, slots=True)
class Why:
    """A line in which the words were found, in its language."""

    place: str
    language: str
    pieces: Pieces


def why(said: Mapping[str, Sequence[Line]], words: Sequence[Word], languages: Sequence[str], shown: str) -> Why | None:
    """The line that tells best why a course was found, when title and summary in the language they are `shown` in do not tell it;
    these two come first in what is `said`."""
    most, best = 0, None
    for language in sorted(languages, key=lambda one: one != shown):
        for line in said.get(language, ()):
            if not touches(line.text, words):
                continue
            bag, seen = Bag(line.text), language == shown and line.place in {"title", "summary"}
            hits = sum(bag.fit(word) < 4 for word in words)
            if hits == len(words):
                return None if seen else _because(line, language, words)
            if hits > most and not seen:
                most, best = hits, (line, language)
    return _because(*best, words) if best else None


def _because(line: Line, language: str, words: Sequence[Word]) -> Why:
    return Why(line.place, language, clipped(marked(line.text, words)))


def clipped(pieces: Pieces) -> Pieces:
    """A long text around the first word found in it."""
    first = next((place for place, (_, hit) in enumerate(pieces) if hit), 0)
    before = "".join(text for text, _ in pieces[:first])
    room, kept = 2 * AROUND, list[tuple[str, bool]]()
    if before:
        kept.append((before if len(before) <= AROUND else "… " + before[-AROUND:].partition(" ")[2], False))
    for text, hit in pieces[first:]:
        kept.append((text if len(text) <= room else text[:room].rpartition(" ")[0] + " …", hit))
        room -= len(text)
        if room <= 0:
            break
    return kept


def meant(asking: Asked, offered: Iterable[Offered], holders: Holders) -> str:
    """What was perhaps meant: each word that nobody holds replaced by the nearest one of a title; "" where nothing is near."""
    if all(holders):
        return ""
    titles = [(bag, text) for one in offered for bag, text in one.card.titles]
    vocabulary = list(dict.fromkeys(bare(token) for bag, _ in titles for token in bag.tokens))
    replaced = {
        word: next(spelled(text).get(found, found) for bag, text in titles if found in map(bare, bag.tokens))
        for word, held in zip(asking.words, holders, strict=True)
        if not held and (found := near(bare(word.token), vocabulary))
    }
    return " ".join(replaced.get(word, word.typed) for word in asking.words) if replaced else ""

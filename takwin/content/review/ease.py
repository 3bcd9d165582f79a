"""How easy a text reads: long sentences and paragraphs, and one measure for each language.

English: Flesch 1948, *A new readability yardstick*. French: Kandel and Moles 1958, its adaptation. Any other language, Arabic included:
LIX (Björnsson 1968, 1983), which counts letters and needs no syllables. OSMAN (El-Haj and Rayson 2016), made for Arabic, counts syllables by the
vowel marks, which our texts do not have and which only a dictionary could add; it is not used."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from takwin.content.compiler.compiled import Compiled
from takwin.content.compiler.facts import Paragraph
from takwin.content.review.texts import Text, steps, words
from takwin.content.source.course import Course
from takwin.content.source.problems import Problem, problem

LONGEST = {"ar": 35}
"""Words of a sentence; Arabic joins article, conjunction and pronoun to the word, so that its sentences have fewer."""
OTHER_LONGEST = 40
LONG_PARAGRAPH = 150
"""About a screen and a half of a phone."""
LEAST_WORDS, LEAST_SENTENCES = 100, 5
"""Below this a measure tells nothing."""
END = re.compile(r"[.!?…؟۔]+[\"'”»’)\]]*(?=\s|$)")
SHORT = re.compile(r"(?:^|[\s(«“])(?:M|MM|Mme|Mlle|Dr|Pr|p|ex|cf|art|n°|vol|no|Mr|Mrs|Ms|St|e\.g|i\.e|vs|etc|[A-Z])\.$")
LETTER = re.compile(r"[^\W\d_]")
FRENCH = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿœæ]+", re.IGNORECASE)
ENGLISH = re.compile(r"[aeiouy]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the line on which it begins."""

    text: str
    line: int

    @property
    def length(self) -> int:
        """Its words."""
        return len(words(self.text))


def findings(course: Course, compiled: Compiled) -> Iterable[Problem]:
    """What is hard to read in each step."""
    for texts in steps(course, compiled):
        for text in texts:
            prose = [one for one in text.facts.paragraphs if one.kind in {"text", "item"}]
            yield from _long(text, prose)
            yield from _hard(text, [found for one in prose for found in sentences(one)])


def sentences(paragraph: Paragraph) -> list[Sentence]:
    """A paragraph in sentences; one without a full stop is one sentence. A stop after a known abbreviation or an initial ends none."""
    found, start = list[Sentence](), 0
    for end in [*END.finditer(paragraph.text), None]:
        stop = end.end() if end else len(paragraph.text)
        if end and SHORT.search(paragraph.text[start : end.start() + 1]):
            continue
        said = paragraph.text[start:stop]
        before = paragraph.text[: start + len(said) - len(said.lstrip())]
        if said.strip():
            found.append(Sentence(" ".join(said.split()), paragraph.line + before.count("\n")))
        start = stop
    return found


def _long(text: Text, prose: Iterable[Paragraph]) -> Iterator[Problem]:
    most = LONGEST.get(text.language.split("-")[0], OTHER_LONGEST)
    for paragraph in prose:
        count = len(words(paragraph.text))
        if count > LONG_PARAGRAPH:
            yield problem("paragraph-long", text.file, paragraph.line, words=count, most=LONG_PARAGRAPH)
        for one in sentences(paragraph) if count > most else ():
            if one.length > most:
                start = " ".join(one.text.split()[:6])
                yield problem("sentence-long", text.file, one.line, words=one.length, most=most, start=start)


def _hard(text: Text, found: list[Sentence]) -> Iterator[Problem]:
    said = [word for one in found for word in words(one.text)]
    if len(said) < LEAST_WORDS or len(found) < LEAST_SENTENCES:
        return
    measure = MEASURES.get(text.language.split("-")[0], LIX)
    figure = measure.figure(said, len(found))
    if (figure - measure.limit) * measure.sign > 0:
        values = {"measure": measure.name, "figure": figure, "limit": measure.limit}
        yield problem("reading-hard", text.file, text.said.line, **values)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of ease. `figure(words, sentences)` is a whole number; beyond `limit`, upwards when `sign` is 1, downwards when it is -1,
    its author calls a text very difficult."""

    name: str
    figure: Callable[[Sequence[str], int], int]
    limit: int
    sign: int


def _flesch(said: Sequence[str], count: int) -> int:
    syllables = sum(map(english_syllables, said))
    return round((206_835 - 1_015 * len(said) / count - 84_600 * syllables / len(said)) / 1000)


def _kandel_moles(said: Sequence[str], count: int) -> int:
    syllables = sum(map(french_syllables, said))
    return round((207_000 - 1_015 * len(said) / count - 73_600 * syllables / len(said)) / 1000)


def _lix(said: Sequence[str], count: int) -> int:
    return round(len(said) / count + 100 * sum(map(_is_long, said)) / len(said))


@lru_cache(maxsize=50_000)
def _is_long(word: str) -> bool:
    return len(LETTER.findall(word)) > 6


@lru_cache(maxsize=50_000)
def french_syllables(word: str) -> int:
    """Groups of vowels, without the mute e at the end; at least one."""
    groups = len(FRENCH.findall(word))
    mute = re.search(r"[^aeiouyàâäéèêëîïôöùûüÿœæ]e(s|nt)?\W*$", word, re.IGNORECASE)
    return max(groups - bool(mute), 1)


@lru_cache(maxsize=50_000)
def english_syllables(word: str) -> int:
    """Groups of vowels, without a silent e or ed at the end; at least one."""
    groups = len(ENGLISH.findall(word))
    silent = re.search(r"[^aeiouyl]e\W*$|[^aeiouytd]ed\W*$", word, re.IGNORECASE)
    return max(groups - bool(silent), 1)


LIX = Measure("LIX", _lix, 60, 1)
MEASURES = {
    "en": Measure("Flesch", _flesch, 30, -1),
    "fr": Measure("Kandel-Moles", _kandel_moles, 30, -1),
    "ar": Measure("LIX", _lix, 42, 1),
    "zgh": Measure("LIX", _lix, 40, 1),
}
"""Arabic and Tifinagh write fewer letters for the same words: the Universal Declaration of Human Rights has a LIX of 54 in English, 57 in
French, 37 in Arabic and 34 in Tamazight. Their limits are lower by as much; they are ours, not Björnsson's."""

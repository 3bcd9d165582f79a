"""What to mend in a question, said in a plain sentence; plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from takwin.assessment.figures import STEADY, Figures
from takwin.assessment.rows import RowFigures
from takwin.lib.text import N_, Sentence

HARD, EASY = 25, 95
"""Percent of the points that first answers earn."""
WEAK = 0.2
"""A correlation below which a question says little (Ebel and Frisbie 1991, *Essentials of Educational Measurement*, chapter 13)."""
MISLED = 20
"""Percent of people, sure and wrong, from which on a question shows something that many believe."""
UNUSED = 5
"""Percent below which a wrong choice does nothing (Haladyna and Downing 1993, Educational and Psychological Measurement 53, 999-1010)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One choice: the letter and the words by which it is called, how many chose it, whether it is right."""

    letter: str
    text: str
    people: int
    right: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do. `urgent`: the question may be wrong as it is."""

    sentence: Sentence
    urgent: bool = False


def advice(figures: Figures, lines: Sequence[Line], names: Mapping[str, str]) -> list[Advice]:
    """What to mend first, first; nothing where all is well. `names` are those of languages."""
    found = [*_as_a_whole(figures), *_of_lines(figures, lines), *_of_languages(figures, names)]
    return sorted(found, key=lambda one: not one.urgent)


def of_confidence(said: int, misled: int) -> Iterator[Advice]:
    """What to do where many are sure and wrong."""
    if misled * 100 >= MISLED * said:
        yield Advice(
            Sentence(
                N_(
                    "Many people are sure of their answer and wrong: take up in the course what they believe, before the question is asked."
                )
            ),
            urgent=True,
        )


def of_rows(rows: Sequence[tuple[str, RowFigures]]) -> Iterator[Advice]:
    """What to do about rows of a question that varies which are harder or easier than the others: chance decides who is asked them."""
    for words, one in rows:
        if one.apart:
            message = HARDER if one.apart == "harder" else EASIER
            yield Advice(Sentence(message, {"text": words.strip('«»“”" \u00a0\u202f'), "percent": one.facility}))


HARDER = N_(
    "Asked as “%(text)s” it is harder than otherwise, %(percent)s %% of the points: give all rows numbers and names of one difficulty."
)
EASIER = N_(
    "Asked as “%(text)s” it is easier than otherwise, %(percent)s %% of the points: give all rows numbers and names of one difficulty."
)


def _as_a_whole(figures: Figures) -> Iterator[Advice]:
    separates = figures.discrimination
    if separates is not None and separates < 0:
        yield Advice(
            Sentence(
                N_(
                    "People who do well in the course fail here more often than others: check the key first, then whether the question can be read in two ways."
                )
            ),
            urgent=True,
        )
    if figures.facility < HARD:
        yield Advice(
            Sentence(
                N_(
                    "First answers earn only %(percent)s %% of the points: is it taught before it is asked, and is it clear what is asked?"
                ),
                {"percent": figures.facility},
            )
        )
    elif figures.facility >= EASY:
        yield Advice(
            Sentence(
                N_(
                    "Almost everybody answers it rightly at once: good to encourage, but it says little about what was learnt."
                )
            )
        )
    elif separates is not None and 0 <= separates < WEAK:
        yield Advice(
            Sentence(
                N_(
                    "It hardly tells those who know from those who do not: make clearer what is asked, or its wrong answers more tempting."
                )
            )
        )


def _of_lines(figures: Figures, lines: Sequence[Line]) -> Iterator[Advice]:
    right, wrong = [line for line in lines if line.right], [line for line in lines if not line.right]
    if figures.answers < STEADY or not right or figures.facility >= EASY:
        return
    for line in wrong:
        if line.people > max(one.people for one in right):
            yield Advice(
                Sentence(
                    N_(
                        "More people choose answer %(letter)s (“%(text)s”) than the right one: check the key; if it is right, the course should take up this idea."
                    ),
                    _called(line),
                ),
                urgent=True,
            )
    unused = [line for line in wrong if line.people * 100 < UNUSED * figures.answers]
    if len(unused) == 1 and len(lines) > 2:
        yield Advice(
            Sentence(
                N_(
                    "Almost nobody chooses answer %(letter)s (“%(text)s”): put a mistake in its place that people really make, or take it away."
                ),
                _called(unused[0]),
            )
        )
    elif unused and len(lines) > 2:
        yield Advice(
            Sentence(
                N_(
                    "Almost nobody chooses the answers %(letters)s: put mistakes in their place that people really make, or take them away."
                ),
                {"letters": [line.letter for line in unused]},
            )
        )


def _called(line: Line) -> dict[str, str]:
    """A line for a sentence that quotes it: without quotation marks of its own."""
    return {"letter": line.letter, "text": line.text.strip('«»“”" \u00a0\u202f')}


def _of_languages(figures: Figures, names: Mapping[str, str]) -> Iterator[Advice]:
    reference = next(iter(figures.languages), "")
    for focal, found in figures.dif.items():
        if found.category != "A":
            harder = focal if found.delta < 0 else reference
            yield Advice(
                Sentence(
                    N_(
                        "Among people who do equally well in the course, it is harder in %(language)s: read the question in this language again, beside the other."
                    ),
                    {"language": names.get(harder, harder)},
                ),
                urgent=found.category == "C",
            )

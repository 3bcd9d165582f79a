"""A question of ours on its way into a file: what a format cannot hold is told once for each question."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from takwin.interop.question_file import QuestionText
from takwin.interop.questions.answers import theirs
from takwin.interop.questions.html import Target, as_html
from takwin.interop.questions.piece import Piece, losses, tallies
from takwin.items import options
from takwin.items.item import Choice, Written
from takwin.items.marking import exact
from takwin.items.words import is_strict
from takwin.lib.text import N_, Sentence, fold

ROWS = "rows"
"""The option under which a question that varies says, on its way out, how many rows it has; `check` knows no such option."""
KIND = N_("The format has no questions of the kind “%(kind)s”.")
HINTS = Sentence(N_("Its hints were left out."))
POINTS = N_("The format holds no points: it is worth 1 there, not %(points)s.")
ATTEMPTS = Sentence(N_("The number of attempts is set in the quiz there, not in the question."))
CLOSING = Sentence(N_("What is said after a right or a wrong answer was left out."))
GENERAL = Sentence(N_("The feedback was left out."))
OF_LINES = Sentence(N_("What is said of single lines or choices was left out."))
ORDER = Sentence(N_("The order of the choices is not kept there: it may be shuffled."))
ALIGNED = Sentence(N_("What it works on (frameworks) was left out."))
GUIDE = Sentence(N_("The guide for those who mark it was left out."))
VARIED = N_("It varies: only the first of its %(count)s rows was written.")
LIMITS = Sentence(N_("How long or large an answer may be is not kept there."))
OPTION = N_("The setting “%(name)s” was left out.")
TOLD = frozenset(
    [
        "aligned",
        "alt",
        "answer",
        "attempts",
        "image",
        "longest",
        "points",
        "scoring",
        "shuffle",
        "size",
        "strict",
        "tolerance",
        "types",
        "units",
        ROWS,
    ]
)
"""Options that a format either holds or tells by a sentence of their own."""
STRICT = Sentence(N_("Capitals will not matter there."))
ACCENTS = Sentence(N_("Accents and marks will matter there."))


@dataclass(slots=True)
class Outgoing:
    """A question, and the means to write its texts. `files` gives the address of a file in the format, None for no files."""

    written: Written
    piece: Piece
    files: Mapping[str, str] = field(default_factory=dict)

    def html(self, text: str) -> str:
        """A text as HTML."""
        return as_html(text, Target(self.files.get, self.piece.change))

    def tell(self, held: Iterable[str]) -> None:
        """Tell what the question has and the format does not; `held` are names of what it has."""
        held, written = set(held), self.written
        lacking = {
            "hints": (HINTS, bool(written.hints)),
            "attempts": (ATTEMPTS, bool(written.options.get("attempts"))),
            "aligned": (ALIGNED, bool(written.options.get("aligned"))),
            "closing": (CLOSING, bool({"right", "wrong"} & written.feedback.keys())),
            "general": (GENERAL, bool(written.feedback.get("always"))),
            "lines": (OF_LINES, any(line.feedback for line in written.lines)),
            "choices": (OF_LINES, any(choice.feedback for choice in written.choices)),
            "order": (ORDER, not options.switch(written.options, "shuffle", otherwise=True)),
            "guide": (GUIDE, bool(written.guide)),
            "limits": (LIMITS, any(name in written.options for name in ("longest", "size"))),
            "points": (self._points(), options.points(written.options) != 100),
            "rows": (Sentence(VARIED, {"count": written.options.get(ROWS, "1")}), ROWS in written.options),
        }
        for name in sorted(written.options.keys() - TOLD):
            self.piece.change(Sentence(OPTION, {"name": name}))
        for name, (sentence, has) in lacking.items():
            if has and name not in held:
                self.piece.change(sentence)

    def _points(self) -> Sentence:
        return Sentence(POINTS, {"points": self.written.options.get("points", "1")})

    def tell_strictness(self, words: Iterable[str], can_be_strict: bool) -> None:
        """Tell where typed words are compared otherwise: here all or nothing of case, accents and marks counts, in Moodle accents
        always do and case by choice."""
        if is_strict(self.written) and not can_be_strict:
            self.piece.change(STRICT)
        elif not is_strict(self.written) and any(fold(one) != exact(one).casefold() for one in words):
            self.piece.change(ACCENTS)


def pattern_of(choice: Choice) -> tuple[int, str]:
    """The worth of an accepted answer and its pattern as Moodle writes it."""
    found = re.match(r"%(\d{1,3})%\s*", choice.text)
    weight = int(found[1]) if found else 100 * choice.right
    return weight, theirs(choice.text[found.end() :] if found else choice.text)


def pieces(questions: Iterable[Written]) -> list[Piece]:
    """A piece for each question, numbered in their order."""
    return [Piece(one.kind, one.id, number) for number, one in enumerate(questions, 1)]


def text(whole: str, told: Iterable[Piece]) -> QuestionText:
    """The file, with its accounts."""
    found = list(told)
    return QuestionText(whole, losses(found), tallies(found))

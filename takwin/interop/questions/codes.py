r"""The codes of Moodle's embedded answers ("Cloze"): `{2:SHORTANSWER:=Rabat#Yes~%50%Fès~*#No}` in a text."""

import re
from dataclasses import dataclass
from decimal import Decimal

from takwin.interop.questions import answers, choices, numbers, texts
from takwin.interop.questions.answers import Accepted
from takwin.interop.questions.choices import Option
from takwin.interop.questions.numbers import Number
from takwin.interop.questions.piece import NotCarried, Piece, Wrong
from takwin.items.item import Gap
from takwin.lib.text import N_, Sentence

MOST = 200
"""Codes of one text."""
SHORT = {"SHORTANSWER": False, "SA": False, "MW": False, "SHORTANSWER_C": True, "SAC": True, "MWC": True}
"""Whether capitals count."""
NUMERICAL = frozenset({"NUMERICAL", "NM"})
SHUFFLED = frozenset(
    {
        "MULTICHOICE_S",
        "MCS",
        "MULTICHOICE_VS",
        "MCVS",
        "MULTICHOICE_HS",
        "MCHS",
        "MULTIRESPONSE_S",
        "MRS",
        "MULTIRESPONSE_HS",
        "MRHS",
    }
)
LISTED = frozenset({"MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"})
SEVERAL = frozenset(
    {"MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_S", "MRS", "MULTIRESPONSE_HS", "MRHS"}
)
DROP_DOWN = (SHUFFLED | LISTED | {"MULTICHOICE", "MC"}) - SEVERAL
_TYPES = sorted({*SHORT, *NUMERICAL, *DROP_DOWN, *SEVERAL}, key=len, reverse=True)
_OPEN = re.compile(rf"\{{(\d{{0,3}}):\s*({'|'.join(_TYPES)})\s*(?=[:}}])")
_BODY = re.compile(r"((?:\\.|[^\\}])*+)(\}?)", re.DOTALL)
_ANSWER = re.compile(r"(?:\\.|[^\\~])*+", re.DOTALL)
_WEIGHT = re.compile(r"\s*(?:%(-?\d{1,3}(?:\.\d{0,10})?)%|(=))")
_HEAD = re.compile(r"((?:\\.|[^\\#])*+)(?:#(.*))?", re.DOTALL)
_ESCAPED = re.compile(r"\\([}#~/\"\\])")
NOT_CLOSED = Sentence(N_("A code { of a gap is not closed by }."))
NO_CODES = Sentence(N_("The text has no gap."))
NO_ANSWERS = Sentence(N_("A gap has no answers."))
ONE_CHOICE = Sentence(N_("A gap with choices has only one."))
NO_RIGHT = Sentence(N_("A gap has no answer that is wholly right."))
NOT_A_NUMBER = N_("A gap for a number has the answer “%(answer)s”.")
MANY = N_("The text has more than %(most)s gaps.")
SEVERAL_IN_GAP = Sentence(
    N_("A gap in which several choices are right together, beside other gaps: make it a question of its own.")
)
TOLERANCE = Sentence(N_("A number with a tolerance among other gaps is not supported."))
AS_WRITTEN = Sentence(N_("A number in a gap is now compared as it is written."))
LIST = Sentence(N_("Choices in a row or a column within the text are now a drop-down."))


@dataclass(frozen=True, slots=True)
class Code:
    """A code where it stands in a text. `weight` is its share of the points."""

    start: int
    end: int
    weight: int
    type: str
    body: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """An answer in a code: plain words, weight in percent, what is said."""

    words: str
    weight: Decimal
    feedback: str


def codes(text: str) -> list[Code]:
    """The codes in order. Raises Wrong for one without an end, or for none at all."""
    found: list[Code] = []
    at = 0
    while opening := _OPEN.search(text, at):
        body = _BODY.match(text, opening.end())
        if body is None or not body[2]:
            raise Wrong(NOT_CLOSED)
        if len(found) == MOST:
            raise Wrong(Sentence(MANY, {"most": MOST}))
        weight = int(opening[1] or 1) or 1
        found.append(Code(opening.start(), body.end(), weight, opening[2], body[1].removeprefix(":")))
        at = body.end()
    if not found:
        raise Wrong(NO_CODES)
    return found


def marked(text: str, found: list[Code]) -> tuple[str, list[str]]:
    """The text with a word of its own in place of each code, and these words."""
    stem = "TakwinGap"
    while stem in text:
        stem += "x"
    pieces, marks, at = list[str](), list[str](), 0
    for number, code in enumerate(found):
        marks.append(f"{stem}{number}end")
        pieces += [text[at : code.start], marks[-1]]
        at = code.end
    return "".join([*pieces, text[at:]]), marks


def foreseen(code: Code) -> list[Foreseen]:
    """The answers of a code. Raises Wrong for none."""
    parts, at = list[str](), 0
    while at <= len(code.body):
        part = _ANSWER.match(code.body, at)
        end = part.end() if part else len(code.body)
        parts.append(code.body[at:end])
        at = end + 1
    found = [_foreseen(one) for one in parts if one.strip()]
    if not found:
        raise Wrong(NO_ANSWERS)
    return found


def _foreseen(text: str) -> Foreseen:
    head = _HEAD.match(text)
    words, said = (head[1], head[2] or "") if head else (text, "")
    weight = _WEIGHT.match(words)
    worth = Decimal(0) if not weight else Decimal(100) if weight[2] else Decimal(weight[1])
    return Foreseen(_plain(words[weight.end() :] if weight else words), worth, _plain(said))


def _plain(text: str) -> str:
    return texts.as_words(_ESCAPED.sub(r"\1", text), texts.HTML)


def is_number(code: Code) -> bool:
    """Whether a number is asked."""
    return code.type in NUMERICAL


def gap(piece: Piece, code: Code) -> Gap:
    """The code as a gap of ours. Raises Wrong, NotCarried."""
    if code.type in SEVERAL:
        raise NotCarried(SEVERAL_IN_GAP)
    found = foreseen(code)
    if code.type in DROP_DOWN:
        return _drop_down(piece, code, found)
    if is_number(code):
        return _typed_number(piece, found)
    if not any(one.weight >= 100 for one in found):
        raise Wrong(NO_RIGHT)
    accepted = [Accepted(one.words, one.weight, texts.of_words(one.feedback)) for one in found]
    return answers.gap(piece, accepted, SHORT[code.type])


def _drop_down(piece: Piece, code: Code, found: list[Foreseen]) -> Gap:
    if len(found) < 2:
        raise Wrong(ONE_CHOICE)
    if not any(one.weight >= 100 for one in found):
        raise Wrong(NO_RIGHT)
    if code.type in LISTED:
        piece.change(LIST)
    return choices.drop_down(piece, options(code))


def options(code: Code) -> list[Option]:
    """The choices of a code. Raises Wrong."""
    return [Option(texts.of_words(o.words), o.words, o.weight, texts.of_words(o.feedback)) for o in foreseen(code)]


def _typed_number(piece: Piece, found: list[Foreseen]) -> Gap:
    given = as_numbers(found)
    if any(one.within for one in given if one.weight > 0):
        raise NotCarried(TOLERANCE)
    piece.change(AS_WRITTEN)
    accepted = [
        Accepted(numbers.written(one.value), one.weight, one.feedback) for one in given if one.value is not None
    ]
    return answers.gap(piece, accepted, strict=False)


def as_numbers(found: list[Foreseen]) -> list[Number]:
    """Answers such as `23.8:0.1`. Raises Wrong for what is no number."""
    return [_number(one) for one in found]


def _number(one: Foreseen) -> Number:
    said = texts.of_words(one.feedback)
    if one.words in {"", numbers.ANYTHING}:
        return Number(None, weight=one.weight, feedback=said)
    value, _, within = one.words.partition(":")
    try:
        return Number(numbers.decimal(value), abs(numbers.decimal(within or "0")), one.weight, said)
    except ValueError:
        raise Wrong(Sentence(NOT_A_NUMBER, {"answer": one.words[:60]})) from None

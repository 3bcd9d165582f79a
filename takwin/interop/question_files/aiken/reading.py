"""AIKEN read into questions of ours, as strictly as the format is meant."""

import re
from dataclasses import dataclass, field

from takwin.interop.question_file import QuestionFile
from takwin.interop.questions.decoding import decode
from takwin.interop.questions.piece import Gathering, Wrong
from takwin.interop.questions.texts import of_words
from takwin.items.item import Choice, Written
from takwin.lib.text import N_, Sentence

_CHOICE = re.compile(r"([A-Z])[).](?:[ \t]+|(?=\S))(.*)")
_ANSWER = re.compile(r"ANSWER[ \t]*:(.*)", re.IGNORECASE)
_SIGNS = re.compile(rb"(?mi)^[ \t]*ANSWER[ \t]*:")
FEW = Sentence(N_("The question has fewer than two choices."))
UNFINISHED = Sentence(N_("The question has no line “ANSWER:” with the letter of its right choice."))
NO_QUESTION = Sentence(N_("There is a choice, and no question above it."))
STRAY = Sentence(N_("There is an answer, and no question above it."))
LETTER = N_("The answer “%(answer)s” is none of the letters of its choices.")
LINES = Sentence(
    N_("The question goes on in a second line: write it on one line, or leave a blank line between questions.")
)
ORDER = N_("The choice “%(letter)s” stands out of order: the letters go A, B, C…")
TWICE = N_("Choices %(first)s and %(second)s say the same.")


@dataclass(slots=True)
class _Open:
    """A question while its lines are read."""

    line: int
    words: str
    choices: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    gathering: Gathering = field(default_factory=Gathering)
    question: _Open | None = None
    stray: bool = False
    """Whether what came last was already refused, so that its other lines are not."""


def looks_like(data: bytes) -> bool:
    """Whether bytes, in whatever encoding, have lines as AIKEN has them, and none of the signs of other formats."""
    bare = data[: 1 << 20].replace(b"\x00", b"")
    return not bare.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and _SIGNS.search(bare) is not None


def read(data: bytes) -> QuestionFile:
    """The questions of an AIKEN file; whatever is not as it should be is refused with its line."""
    text, assumed = decode(data)
    reading = _Reading()
    for number, line in enumerate(text.split("\n"), 1):
        _line(reading, number, line.strip())
    _close(reading)
    return reading.gathering.file(assumed)


def _line(reading: _Reading, number: int, line: str) -> None:
    if not line:
        if reading.question is None:
            reading.stray = False
    elif answer := _ANSWER.fullmatch(line):
        _answer(reading, number, answer[1].strip())
    elif choice := _CHOICE.fullmatch(line):
        _choice(reading, number, choice[1], choice[2].strip())
    else:
        _text(reading, number, line)


def _text(reading: _Reading, number: int, line: str) -> None:
    """A question begins; one that is still open is not finished."""
    open_one = reading.question
    if open_one is not None and number == open_one.line + 1:
        _refuse(reading, open_one.line, open_one.words, LINES)
    elif open_one is not None:
        _close(reading)
    if open_one is None or number != open_one.line + 1:
        reading.question, reading.stray = _Open(number, line), False


def _choice(reading: _Reading, number: int, letter: str, words: str) -> None:
    if reading.question is None:
        if not reading.stray:
            _refuse(reading, number, words, NO_QUESTION)
        return
    if letter != chr(ord("A") + len(reading.question.choices)):
        _refuse(reading, number, reading.question.words, Sentence(ORDER, {"letter": letter}))
        return
    reading.question.choices.append(words)


def _answer(reading: _Reading, number: int, letter: str) -> None:
    found = reading.question
    if found is None:
        if not reading.stray:
            _refuse(reading, number, "", STRAY)
        reading.stray = False
        return
    right = ord(letter) - ord("A") if re.fullmatch("[A-Z]", letter) else -1
    if len(found.choices) < 2:
        _refuse(reading, found.line, found.words, FEW)
    elif not 0 <= right < len(found.choices):
        _refuse(reading, number, found.words, Sentence(LETTER, {"answer": letter[:40]}))
    elif (twins := _twins(found.choices)) is not None:
        _refuse(reading, found.line, found.words, Sentence(TWICE, {"first": twins[0], "second": twins[1]}))
    else:
        _take(reading, found, right)
    reading.stray = False


def _twins(choices: list[str]) -> tuple[str, str] | None:
    for at, words in enumerate(choices):
        if choices.index(words) < at:
            return chr(ord("A") + choices.index(words)), chr(ord("A") + at)
    return None


def _take(reading: _Reading, found: _Open, right: int) -> None:
    reading.question = None
    piece = reading.gathering.begin("multichoice", found.words, found.line)
    choices = tuple(Choice(of_words(words), at == right) for at, words in enumerate(found.choices))
    reading.gathering.take(piece, Written("single-choice", "", of_words(found.words), choices=choices))


def _close(reading: _Reading) -> None:
    """The file ends, or another question begins."""
    if reading.question is not None:
        few = len(reading.question.choices) < 2
        _refuse(reading, reading.question.line, reading.question.words, FEW if few else UNFINISHED)


def _refuse(reading: _Reading, number: int, name: str, sentence: Sentence) -> None:
    reading.question, reading.stray = None, True
    reading.gathering.begin("multichoice", name, number).refuse(Wrong(sentence, number))

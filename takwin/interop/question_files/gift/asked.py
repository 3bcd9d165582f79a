"""One question of a GIFT file with the means to read its parts."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from takwin.interop.markdown import Surroundings
from takwin.interop.question_files.gift import blocks
from takwin.interop.questions import texts
from takwin.interop.questions.piece import Piece, Wrong
from takwin.items.item import GAP
from takwin.lib.text import N_, Sentence

BLANK = "_____"
MOST = 200
"""Answers of one question."""
MANY = N_("The question has more than %(most)s answers.")
WEIGHT = N_("The weight “%(weight)s” is not a percentage such as %%50%% or %%-33.33333%%.")
_PIECE = re.compile(r"(?P<sign>[=~]|^)(?P<text>(?:\\.|[^\\=~])*+)", re.DOTALL)
_WEIGHT = re.compile(r"\s*%([^%\n]{0,20})%")
_NUMBER = re.compile(r"-?\d{1,3}([.,]\d{0,10})?")
_HEAD = re.compile(r"((?:\\.|[^\\#])*+)(?:#(.*))?", re.DOTALL)
_GENERAL = re.compile(r"((?:\\.|(?!####)[^\\])*+)(?:####(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """An answer between two signs, with its backslashes: "=%50%Cat#What is it with cats?". Weight None when it does not say."""

    sign: str
    weight: Decimal | None
    text: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its Piece and the surroundings of its texts."""

    parts: blocks.Parts
    piece: Piece
    around: Surroundings

    @property
    def form(self) -> str:
        """The format of its texts where they do not say."""
        return self.parts.form or texts.AUTO

    @property
    def body(self) -> str:
        """The answers without the general feedback."""
        found = _GENERAL.match(self.parts.answers or "")
        return found[1].strip() if found else ""

    @property
    def general(self) -> str:
        """The feedback that everybody gets."""
        found = _GENERAL.match(self.parts.answers or "")
        return self.markdown((found[2] if found else "") or "")

    @property
    def prompt(self) -> str:
        """The text; a blank stands where its answers stood in the middle of it."""
        if not self.parts.after.strip():
            return self._text(self.parts.before)
        return self._text(f"{self.parts.before}{BLANK}{self.parts.after}")

    @property
    def place(self) -> str:
        """The text with GAP % 0 where its answers stood in the middle of it; "" when they stood at its end."""
        if not self.parts.after.strip():
            return ""
        mark = "TakwinGap"
        while mark in self.parts.before or mark in self.parts.after:
            mark += "x"
        marked = self._text(f"{self.parts.before}{mark}{self.parts.after}")
        return marked.replace(mark, GAP % 0) if marked.count(mark) == 1 else ""

    @property
    def whole(self) -> str:
        """The text without a blank, for kinds whose answers never stand in it."""
        return self._text(f"{self.parts.before} {self.parts.after}" if self.parts.after.strip() else self.parts.before)

    def markdown(self, text: str) -> str:
        """An answer or what is said of it, as Markdown; the lines of the file are not its own."""
        return self._text(" ".join(text.split("\n")))

    def _text(self, text: str) -> str:
        bare, form = blocks.formed(text, self.form)
        return texts.as_markdown(blocks.plain(bare), form, self.around)

    def bare(self, text: str) -> str:
        """An answer that is never more than plain words, whatever the format of the question."""
        return " ".join(blocks.plain(blocks.formed(text, self.form)[0]).split())

    def words(self, text: str) -> str:
        """A part of the question as plain words."""
        bare, form = blocks.formed(text, self.form)
        return texts.as_words(blocks.plain(bare), form)

    def foreseen(self, body: str) -> list[Foreseen]:
        """The answers in order. Raises Wrong for a weight that is none."""
        found = [_foreseen(match["sign"], match["text"]) for match in islice(_PIECE.finditer(body), MOST + 2)]
        if len(found) > MOST:
            raise Wrong(Sentence(MANY, {"most": MOST}), self.parts.line)
        return [one for one in found if one.sign or one.text.strip() or one.feedback.strip()]


def _foreseen(sign: str, whole: str) -> Foreseen:
    weight, text = _WEIGHT.match(whole), whole
    if weight:
        if not _NUMBER.fullmatch(weight[1]):
            raise Wrong(Sentence(WEIGHT, {"weight": weight[1]}))
        text = whole[weight.end() :]
    head = _HEAD.match(text)
    said = (head[2] or "") if head else ""
    return Foreseen(sign, Decimal(weight[1].replace(",", ".")) if weight else None, head[1] if head else "", said)


def halves(text: str) -> tuple[str, str]:
    """What stands before and after the first `#`."""
    head = _HEAD.match(text)
    return (head[1], head[2] or "") if head else (text, "")

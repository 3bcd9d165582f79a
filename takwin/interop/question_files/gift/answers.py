"""The answers in the braces of a GIFT question tell its kind."""

import re
from dataclasses import replace
from decimal import Decimal

from takwin.interop.question_files.gift.asked import MANY, MOST, Asked, halves
from takwin.interop.questions import answers, choices, numbers, pairs
from takwin.interop.questions.answers import Accepted
from takwin.interop.questions.choices import Option
from takwin.interop.questions.numbers import Number
from takwin.interop.questions.piece import Wrong
from takwin.items.item import Written
from takwin.lib.text import N_, Sentence

FEW = Sentence(N_("A question with choices needs two of them at least."))
ARROW = N_("The pair “%(words)s” has no arrow -> between its halves.")
EMPTY = Sentence(N_("An answer has no words."))
NUMBER = N_("“%(words)s” is no number, no number with its tolerance (3:0.5) and no range (1..5).")
PART = Sentence(N_("Only some of the lines were shown to each learner; now all are."))
NEIGHBOURS = Sentence(N_("Lines were marked by their neighbours; now each earns its share in its own place."))
_TRUTH = {"T": "true", "TRUE": "true", "F": "false", "FALSE": "false"}
_SIGN = re.compile(r"\\.|(~)|(=)", re.DOTALL)
_ARROW = re.compile(r"->")
_RANGE = re.compile(r"(.+?)\.\.(.+)", re.DOTALL)
_ORDER = re.compile(
    r">[ \t]*(?P<count>\d+|ALL)?[ \t]*(?P<select>ALL|EXACT|RANDOM|REL|CONTIGUOUS|CONTIG)?[ \t]*(?:HORIZONTAL|HORI|H|1|VERTICAL|VERT|V|0)?"
    r"[ \t]*(?P<grading>[A-Z_]+)?[ \t]*(?:SHOW|HIDE|[01])?[ \t]*[a-zA-Z]*[ \t]*\n(?P<lines>.*)",
    re.DOTALL,
)
"""As the question type "ordering" of Moodle writes it: how many lines, chosen how, the layout, the grading."""


def made(asked: Asked) -> Written:
    """The question without its id. Raises Wrong, NotCarried."""
    body, general = asked.body, asked.general
    written = _made(asked, body)
    feedback = {when: said for when, said in (("always", general), *written.feedback.items()) if said}
    return replace(written, feedback=feedback)


def _made(asked: Asked, body: str) -> Written:
    if not body:
        asked.piece.kind = "essay"
        return Written("long-text", "", asked.whole)
    if body.startswith("#"):
        return _numeric(asked, body[1:])
    if body.startswith(">"):
        return _ordering(asked, body)
    signs = {found[0] for found in _SIGN.finditer(body)}
    if "~" in signs:
        return _choices(asked, body, "=" in signs)
    if "=" in signs and "->" in body:
        return _matching(asked, body)
    truth, said = halves(body)
    if truth.strip().upper() in _TRUTH:
        return _true_false(asked, _TRUTH[truth.strip().upper()], said)
    return _short(asked, body)


def _choices(asked: Asked, body: str, one: bool) -> Written:
    """Without any `=` several may be chosen."""
    asked.piece.kind = "multichoice"
    found = [
        Option(
            asked.markdown(each.text),
            asked.words(each.text),
            each.weight if each.weight is not None else Decimal(100 if each.sign == "=" else 0),
            asked.markdown(each.feedback),
        )
        for each in asked.foreseen(body)
    ]
    if len(found) < 2:
        raise Wrong(FEW, asked.parts.line)
    if any(not each.text for each in found):
        raise Wrong(EMPTY, asked.parts.line)
    if one:
        return choices.single(asked.piece, asked.prompt, found, asked.place)
    return choices.several(asked.piece, asked.prompt, found)


def _matching(asked: Asked, body: str) -> Written:
    asked.piece.kind = "matching"
    found: list[tuple[str, str]] = []
    for each in asked.foreseen(body):
        arrow = _ARROW.search(each.text)
        if not arrow:
            raise Wrong(Sentence(ARROW, {"words": each.text.strip()[:60]}), asked.parts.line)
        match = asked.bare(each.text[arrow.end() :])
        if not match:
            raise Wrong(EMPTY, asked.parts.line)
        found.append((asked.markdown(each.text[: arrow.start()]), match))
    return pairs.matching(asked.piece, asked.whole, found)


def _true_false(asked: Asked, truth: str, said: str) -> Written:
    """`{TRUE#said when wrong#said when right}`."""
    asked.piece.kind = "truefalse"
    wrong, right = halves(said)
    feedback = {"right": asked.markdown(right), "wrong": asked.markdown(wrong)}
    return Written("true-false", "", asked.whole, options={"answer": truth}, feedback=feedback)


def _short(asked: Asked, body: str) -> Written:
    asked.piece.kind = "shortanswer"
    found = [
        Accepted(
            asked.bare(each.text),
            each.weight if each.weight is not None else Decimal(100),
            asked.markdown(each.feedback),
        )
        for each in asked.foreseen(body)
    ]
    if not found or any(not each.pattern for each in found):
        raise Wrong(EMPTY, asked.parts.line)
    place = asked.place
    if (
        place
        and not any(each.has_star and each.weight > 0 for each in found)
        and not any("\n" in each.feedback for each in found)
    ):
        return Written("cloze", "", place, gaps=(answers.gap(asked.piece, found, strict=False),))
    return answers.short_text(asked.piece, asked.prompt, found, strict=False)


def _numeric(asked: Asked, body: str) -> Written:
    """`#3:2`, `#1..5`, or several after `=`; what is said after a `~` is for any other number."""
    asked.piece.kind = "numerical"
    found: list[Number] = []
    for each in asked.foreseen(body):
        said = asked.markdown(each.feedback)
        if each.sign == "~" or each.text.strip() == numbers.ANYTHING:
            found.append(Number(None, weight=each.weight or Decimal(0), feedback=said))
        else:
            found.append(_number(asked, each.text, each.weight if each.weight is not None else Decimal(100), said))
    if not any(one.value is not None for one in found):
        raise Wrong(Sentence(NUMBER, {"words": body.strip()[:60]}), asked.parts.line)
    return numbers.numeric(asked.piece, asked.prompt, found)


def _number(asked: Asked, text: str, weight: Decimal, said: str) -> Number:
    bare = text.replace("\\:", ":").strip()
    between = _RANGE.fullmatch(bare)
    try:
        if between:
            low, high = numbers.decimal(between[1]), numbers.decimal(between[2])
            return Number((low + high) / 2, abs(high - low) / 2, weight, said)
        value, _, within = bare.partition(":")
        return Number(numbers.decimal(value), abs(numbers.decimal(within or "0")), weight, said)
    except ValueError:
        raise Wrong(Sentence(NUMBER, {"words": bare[:60]}), asked.parts.line) from None


def _ordering(asked: Asked, body: str) -> Written:
    asked.piece.kind = "ordering"
    found = _ORDER.fullmatch(body)
    lines = [asked.markdown(line) for line in (found["lines"] if found else body[1:]).split("\n") if line.strip()]
    if not 1 < len(lines) <= MOST:
        raise Wrong(FEW if len(lines) < 2 else Sentence(MANY, {"most": MOST}), asked.parts.line)
    count, grading = (found["count"] or "", found["grading"] or "") if found else ("", "")
    if found and found["select"] not in {None, "ALL", "EXACT"} and count.isdigit() and int(count) < len(lines):
        asked.piece.change(PART)
    whole = grading == "ALL_OR_NOTHING"
    if not whole and not grading.startswith("ABS"):
        asked.piece.change(NEIGHBOURS)
    return pairs.ordering(asked.piece, asked.whole, lines, whole)

"""Numbers with tolerances and weights, as questions of ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from takwin.interop.questions.piece import NotCarried, Piece
from takwin.items.item import GAP, Answer, Gap, Written
from takwin.lib.text import N_, Sentence

ANYTHING = "*"
NO_ANSWER = Sentence(N_("It has no number that is right."))
NOT_A_NUMBER = N_("The answer “%(answer)s” is not a number.")
LARGE = N_("The number %(answer)s is too large or too small to be typed here.")
SEVERAL = Sentence(N_("Several numbers were right: the answer is now compared as it is written."))
SEVERAL_LOST = Sentence(N_("Several numbers were right, each with a tolerance; only the first still is."))
PARTLY = Sentence(N_("A number that is nearly right earns nothing here."))
SAID = Sentence(N_("Feedback for numbers that were foreseen as not quite right was left out."))


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was foreseen; None stands for any other. Weight in percent; `feedback` in Markdown."""

    value: Decimal | None
    within: Decimal = Decimal(0)
    weight: Decimal = Decimal(100)
    feedback: str = ""


def decimal(text: str) -> Decimal:
    """A number as other systems write it, exponents included. Raises ValueError with the text when it is none."""
    bare = text.strip().replace("\xa0", "").replace(" ", "")
    if not re.fullmatch(r"[+-]?(\d{1,60}([.,]\d{0,60})?|[.,]\d{1,60})([eE][+-]?\d{1,3})?", bare, re.ASCII):
        raise ValueError(text)
    try:
        return Decimal(bare.replace(",", "."))
    except InvalidOperation as error:  # pragma: no cover - the pattern lets nothing else through
        raise ValueError(text) from error


def numeric(piece: Piece, prompt: str, numbers: list[Number], options: Mapping[str, str] | None = None) -> Written:
    """A number to type. Raises NotCarried."""
    right = [one for one in numbers if one.value is not None and one.weight >= 100]
    if not right:
        raise NotCarried(NO_ANSWER)
    if any(0 < one.weight < 100 for one in numbers):
        piece.change(PARTLY)
    if len({(one.value, one.within) for one in right}) > 1:
        if not any(one.within for one in right) and not options:
            return _as_written(piece, prompt, right)
        piece.change(SEVERAL_LOST)
    first = right[0]
    others = [one for one in numbers if one is not first and one.value is not None]
    if any(one.feedback for one in others):
        piece.change(SAID)
    wrong = next((one.feedback for one in numbers if one.value is None and one.weight <= 0), "")
    feedback = {when: said for when, said in (("right", first.feedback), ("wrong", wrong)) if said}
    told = {"answer": written(first.value or Decimal(0))} | (
        {"tolerance": written(first.within)} if first.within else {}
    )
    return Written("numeric", "", prompt, options={**told, **(options or {})}, feedback=feedback)


def _as_written(piece: Piece, prompt: str, right: list[Number]) -> Written:
    piece.change(SEVERAL)
    words = dict.fromkeys(written(one.value or Decimal(0)) for one in right)
    said = next((one.feedback for one in right if one.feedback), "")
    answers = tuple(Answer(one, 100) for one in words)
    return Written(
        "cloze", "", f"{prompt}\n\n{GAP % 0}", gaps=(Gap(answers),), feedback={"right": said} if said else {}
    )


def written(value: Decimal) -> str:
    """The number in plain digits. Raises NotCarried when they would be too many."""
    if value and (not value.is_finite() or abs(value.adjusted()) > 20 or len(f"{value:f}") > 50):
        raise NotCarried(Sentence(LARGE, {"answer": str(value)[:40]}))
    text = f"{value:f}"
    bare = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if bare in {"", "-0"} else bare

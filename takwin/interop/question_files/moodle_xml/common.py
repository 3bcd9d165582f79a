"""What all questions of Moodle have in common: points, hints, feedback on the whole."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from takwin.interop.question_files.moodle_xml.asked import Asked
from takwin.items.item import Written
from takwin.items.options import MOST_POINTS
from takwin.lib.text import N_, Sentence

NOTHING = Sentence(N_("It was worth nothing; here it is worth 1 point if it is put in a quiz."))
POINTS = N_("Its worth of %(points)s points cannot be kept: here it is worth %(now)s.")
PARTLY = Sentence(N_("What is said of a partly right answer was left out: the page itself says what is right in part."))
HINT = Sentence(N_("A hint without words was left out."))
WHOLE_KINDS = frozenset({"single-choice", "true-false"})
"""Kinds whose answers are right or wrong and nothing between."""


def whole(asked: Asked, made: Written) -> Written:
    """The question with all that its type does not tell."""
    hints = [asked.markdown(one) for one in asked.all("hint")]
    if not all(hints):
        asked.piece.tell(HINT)
    feedback = {**_feedback(asked, made), **{when: said for when, said in made.feedback.items() if said}}
    points = _points(asked, made)
    return replace(
        made,
        options={**({"points": points} if points != "1" else {}), **made.options},
        hints=tuple(filter(None, hints)),
        feedback=feedback,
    )


def _feedback(asked: Asked, made: Written) -> dict[str, str]:
    general, right, partly, wrong = (
        asked.part(name)
        for name in ("generalfeedback", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    )
    if partly and partly != wrong and made.kind not in WHOLE_KINDS:
        asked.piece.change(PARTLY)
    found = {"always": general, "right": right, "wrong": wrong}
    return {when: said for when, said in found.items() if said}


def _points(asked: Asked, made: Written) -> str:
    """The points as our source writes them."""
    told = made.options.get("points") or asked.setting("defaultgrade") or asked.setting("defaultmark") or "1"
    try:
        found = Decimal(told.replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found <= 0:
        asked.piece.tell(NOTHING)
        return "1"
    kept = min(max(found.quantize(Decimal("0.01")), Decimal("0.01")), Decimal(MOST_POINTS) / 100)
    text = f"{kept:f}".rstrip("0").rstrip(".") if "." in f"{kept:f}" else f"{kept:f}"
    if abs(kept - found) > Decimal("0.005"):
        asked.piece.change(Sentence(POINTS, {"points": told[:20], "now": text}))
    return text

"""Choices, pairs, orders, short answers and numbers of Moodle XML."""

import re
from fractions import Fraction

from lxml import etree

from takwin.interop.question_files.moodle_xml.asked import Asked, child, children, is_true, line_of, words
from takwin.interop.questions import answers, numbers, pairs
from takwin.interop.questions import choices as lists
from takwin.interop.questions.answers import Accepted
from takwin.interop.questions.choices import Option
from takwin.interop.questions.numbers import Number
from takwin.interop.questions.piece import Wrong
from takwin.items.item import Written
from takwin.lib.text import N_, Sentence

FEW = Sentence(N_("A question with choices needs two of them at least."))
EMPTY = Sentence(N_("An answer has no words."))
TRUTH = Sentence(N_("The question does not say whether its sentence is true."))
NUMBER = N_("The answer “%(answer)s” is not a number.")
UNITS_MARKED = Sentence(N_("A wrong unit cost a part of the points; now number and unit are marked together."))
UNITS_TYPED = Sentence(N_("The unit was typed, or could be left out; now it is chosen beside the number."))
UNITS_LOST = N_("The units cannot be kept: %(units)s")
ONE_OR_SEVERAL = frozenset({"calculatedmulti", "multichoice"})
"""Types whose setting `single` tells how many may be chosen."""
NO_UNITS = "3"
"""What `showunits` says where units play no part."""
PART = Sentence(N_("Only some of the lines were shown to each learner; now all are."))
NEIGHBOURS = Sentence(N_("Lines were marked by their neighbours; now each earns its share in its own place."))


def choices(asked: Asked) -> Written:
    """`multichoice`, of which one or several may be chosen, and its all-or-nothing sister."""
    found = [
        Option(asked.markdown(one), asked.plain(one), asked.weight(one), asked.said(one)) for one in asked.all("answer")
    ]
    if len(found) < 2:
        raise Wrong(FEW)
    if any(not one.text for one in found):
        raise Wrong(EMPTY)
    one = asked.piece.kind in ONE_OR_SEVERAL and asked.setting("single").lower() not in {"false", "0"}
    whole = asked.piece.kind == "multichoiceset"
    made = (
        lists.single(asked.piece, asked.prompt, found)
        if one
        else lists.several(asked.piece, asked.prompt, found, whole)
    )
    return _ordered(asked, made)


def _ordered(asked: Asked, made: Written) -> Written:
    """The order stays where it was not shuffled."""
    if asked.setting("shuffleanswers") and not is_true(asked.setting("shuffleanswers")):
        return lists.with_options(made, {"shuffle": "no"})
    return made


def true_false(asked: Asked) -> Written:
    """What is said of each answer becomes what is said of a right and of a wrong one."""
    found = {asked.plain(one).lower(): one for one in asked.all("answer")}
    right = [name for name, one in found.items() if asked.weight(one) > 0]
    if len(right) != 1 or right[0] not in {"true", "false"}:
        raise Wrong(TRUTH)
    other = found.get("false" if right[0] == "true" else "true")
    feedback = {"right": asked.said(found[right[0]]), "wrong": asked.said(other) if other is not None else ""}
    return Written("true-false", "", asked.prompt, options={"answer": right[0]}, feedback=feedback)


def short(asked: Asked) -> Written:
    """Answers with stars and weights."""
    found = [Accepted(words(one), asked.weight(one), asked.said(one)) for one in asked.all("answer")]
    if not found or any(not one.pattern for one in found):
        raise Wrong(EMPTY)
    return answers.short_text(asked.piece, asked.prompt, found, is_true(asked.setting("usecase")))


def matching(asked: Asked) -> Written:
    """Subquestions with the words that they belong with."""
    found: list[tuple[str, str]] = []
    for one in asked.all("subquestion"):
        answer = words(child(one, "answer"))
        if not answer:
            raise Wrong(EMPTY, line_of(one))
        found.append((asked.markdown(one), answer))
    if len(found) < 2:
        raise Wrong(FEW)
    shuffle = not asked.setting("shuffleanswers") or is_true(asked.setting("shuffleanswers"))
    return pairs.matching(asked.piece, asked.prompt, found, shuffle)


def ordering(asked: Asked) -> Written:
    """Lines in the order of their fractions, which count from 1."""
    found = sorted(enumerate(asked.all("answer")), key=lambda one: (asked.weight(one[1]), one[0]))
    if len(found) < 2:
        raise Wrong(FEW)
    lines = [asked.markdown(one) for _, one in found]
    count, select = asked.setting("selectcount"), asked.setting("selecttype").upper()
    if select not in {"", "0", "ALL"} and count.isdigit() and 1 < int(count) < len(lines):
        asked.piece.change(PART)
    grading = asked.setting("gradingtype").upper()
    whole = grading in {"-1", "ALL_OR_NOTHING"}
    if not whole and grading not in {"0", "ABSOLUTE_POSITION"}:
        asked.piece.change(NEIGHBOURS)
    return pairs.ordering(asked.piece, asked.prompt, lines, whole)


def numerical(asked: Asked) -> Written:
    """Numbers with tolerances and weights, and units."""
    found = [_number(asked, one) for one in asked.all("answer")]
    if not found:
        raise Wrong(EMPTY)
    told = units(asked)
    return numbers.numeric(asked.piece, asked.prompt, found, {"units": told} if told else {})


def _number(asked: Asked, element: etree._Element) -> Number:
    """An answer with its tolerance, which older files keep as an attribute or leave out."""
    weight, said = asked.weight(element), asked.said(element)
    told = words(element)
    if told == numbers.ANYTHING:
        return Number(None, weight=weight, feedback=said)
    within = words(element, "tolerance") or element.get("tolerance", "0")
    try:
        return Number(numbers.decimal(told), abs(numbers.decimal(within)), weight, said)
    except ValueError:
        raise Wrong(Sentence(NUMBER, {"answer": told[:60]}), line_of(element)) from None


def units(asked: Asked) -> str:
    """The units as our source writes them: what one of each is worth in that of the answer. Moodle says how many of each make one."""
    found = child(asked.element, "units")
    told = (
        []
        if found is None
        else [(words(one, "unit_name"), words(one, "multiplier")) for one in children(found, "unit")]
    )
    if not told or asked.setting("showunits") == NO_UNITS:
        return ""
    names = [name for name, _ in told]
    try:
        worth = {name: 1 / Fraction(numbers.decimal(multiplier or "1")) for name, multiplier in told}
    except (ValueError, ZeroDivisionError):
        worth = {}
    if len(worth) < len(told) or any(re.search("[;؛=]", one) or not one or share <= 0 for one, share in worth.items()):
        asked.piece.change(Sentence(UNITS_LOST, {"units": names}))
        return ""
    if asked.setting("unitgradingtype") not in {"", "0"}:
        if asked.setting("unitpenalty").rstrip("0").rstrip(".") != "1":
            asked.piece.change(UNITS_MARKED)
    elif len(worth) > 1:
        asked.piece.change(UNITS_TYPED)
    return _written(worth)


def _written(worth: dict[str, Fraction]) -> str:
    """The unit of the answer alone, others with their worth; where none is worth 1, the numbers cannot be told apart."""
    own = next((name for name, share in worth.items() if share == 1), None)
    return (
        "; ".join(name if name == own else f"{name} = {_share(share)}" for name, share in worth.items()) if own else ""
    )


def _share(share: Fraction) -> str:
    return str(share.numerator) if share.denominator == 1 else f"{share.numerator}/{share.denominator}"

"""Wrong numbers that the author foresaw, each with what is said to whoever finds it."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from takwin.items.complaints import complain
from takwin.items.item import Choice, Complaint, Json, Written
from takwin.items.kinds.numeric import number


def _words(choice: Choice) -> str:
    return (choice.source or choice.text).strip()


def check(written: Written, answer: Decimal, within: Decimal) -> Iterable[Complaint]:
    """Lines that are no number, or that are right."""
    for at, choice in enumerate(written.choices, 1):
        try:
            right = choice.right or number.close(Fraction(number.parse(_words(choice))), answer, within)
        except number.NotANumber:
            right = True
        if right:
            yield complain("foreseen", number=at, value=_words(choice))


def key(rendered: Written) -> Json:
    """{"foreseen": [{"number": "375", "feedback": …}]}; nothing where nothing was foreseen."""
    found = [{"number": f"{number.parse(_words(one)):f}", "feedback": one.feedback} for one in rendered.choices]
    return {"foreseen": found} if found else {}


def said(key: Json, given: Fraction) -> dict[str, str]:
    """What is said of a wrong number: {"number": …} for the first foreseen one that it is, within the tolerance of the answer."""
    within = Decimal(key["within"])
    found = (one for one in key.get("foreseen", ()) if number.close(given, Decimal(one["number"]), within))
    return next(({"number": one["feedback"]} for one in found if one["feedback"]), {})

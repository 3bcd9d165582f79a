"""A number of ours as other systems write it."""

from decimal import Decimal
from fractions import Fraction

from takwin.interop.questions.numbers import written as digits
from takwin.items.item import Written
from takwin.items.shelf import kind


def numbers(written: Written) -> tuple[str, str, dict[str, Fraction]]:
    """The answer and its tolerance in plain digits, the tolerance never as a share; the units with what one of each is worth in
    that of the answer. `check` found no error."""
    draft = kind(written.kind).compile(written)
    worth = draft.key.get("units", {})
    units = {str(one["text"]): Fraction(worth[one["id"]]) for one in draft.public.get("units", [])}
    return str(draft.key["answer"]), str(draft.key["within"]), units


def multipliers(units: dict[str, Fraction]) -> dict[str, str] | None:
    """The units as Moodle has them: how many of each make one of the answer's. None where one is no decimal number."""
    found = {name: 1 / worth for name, worth in units.items()}
    exact = {name: Decimal(one.numerator) / Decimal(one.denominator) for name, one in found.items()}
    if any(Fraction(exact[name]) != one for name, one in found.items()):
        return None
    return {name: digits(one) for name, one in exact.items()}

"""A number of ours as other systems write it."""

from fractions import Fraction

from takwin.items.item import Written
from takwin.items.shelf import kind


def numbers(written: Written) -> tuple[str, str, dict[str, Fraction]]:
    """The answer and its tolerance in plain digits, the tolerance never as a share; the units with what one of each is worth in
    that of the answer. `check` found no error."""
    draft = kind(written.kind).compile(written)
    worth = draft.key.get("units", {})
    units = {str(one["text"]): Fraction(worth[one["id"]]) for one in draft.public.get("units", [])}
    return str(draft.key["answer"]), str(draft.key["within"]), units

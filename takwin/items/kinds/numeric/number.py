"""Numbers as people write them: decimal comma or point, Arabic-Indic digits, spaces between thousands, any minus sign."""

import re
import unicodedata
from decimal import Context, Decimal, localcontext
from fractions import Fraction

LONGEST = 60
"""Signs of the longest number that is read."""
_EXACT = Context(prec=400)
"""More digits than any product or difference of two such numbers has: nothing is ever rounded."""
_MINUS = str.maketrans(dict.fromkeys("−–‐‑﹣－", "-") | {"＋": "+"})
_DECIMAL = str.maketrans(dict.fromkeys(",٫،", "."))
_THOUSANDS = str.maketrans({"٬": " "})
_NUMBER = re.compile(r"([+-]?) ?(\d+|\d{1,3}(?: \d{3})+)?(?:\.(\d*))?")


class NotANumber(ValueError):
    """The text does not say a number that can be used."""


def parse(text: str) -> Decimal:
    """The number that the text says. No exponent, no unit, no second comma. Raises NotANumber for anything else."""
    match = _NUMBER.fullmatch(_plain(text)) if len(text) <= LONGEST else None
    if not match or not (match[2] or match[3]):
        raise NotANumber(text[:LONGEST])
    whole = (match[2] or "0").replace(" ", "")
    return Decimal(f"{match[1]}{whole}.{match[3] or '0'}")


def _plain(text: str) -> str:
    """Western digits, a point, single spaces, a hyphen for minus; writing-direction signs dropped."""
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in visible)
    return " ".join(digits.translate(_MINUS).translate(_DECIMAL).translate(_THOUSANDS).split())


def tolerance(text: str, answer: Decimal) -> Decimal:
    """How far from the answer is still right: "0.5", or "4%" of the answer. Raises NotANumber, also below zero."""
    share = re.fullmatch(r"(.*?)\s*[%٪]", text.strip(), re.DOTALL)
    found = parse(share[1] if share else text)
    if found < 0:
        raise NotANumber(text)
    with localcontext(_EXACT):
        return abs(answer) * found / 100 if share else found


def close(given: Fraction, answer: Decimal, within: Decimal) -> bool:
    """Whether a number is the answer or no farther from it than `within`; exact."""
    return abs(given - Fraction(answer)) <= Fraction(within)

"""Amounts for the grammar of plurals, which gettext decides on whole numbers only."""

from decimal import Decimal

NEITHER_ONE_NOR_TWO = 100
"""A whole number whose form names the number itself in all our languages: "100 points", "100 نقطة"."""


def grammatical(amount: Decimal, language: str) -> int:
    """The whole number whose plural form an amount takes: itself, and for a broken one what the Unicode CLDR rules say of v ≠ 0:
    French goes by the whole part (1,5 point, 2,5 points), Arabic and English have a form of their own (1,5 نقطة, 0.5 points)."""
    if amount == amount.to_integral_value() or language.split("-")[0] == "fr":
        return int(amount)
    return NEITHER_ONE_NOR_TWO

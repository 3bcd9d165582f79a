"""Broken amounts take a form that does not hide them."""

from decimal import Decimal

import pytest

from takwin.lib.plural import NEITHER_ONE_NOR_TWO, grammatical


@pytest.mark.parametrize(("amount", "language", "number"), [
    ("2", "ar", 2),
    ("2.00", "fr", 2),
    ("1.5", "fr", 1),
    ("2.5", "fr-MA", 2),
    ("1.5", "ar", NEITHER_ONE_NOR_TWO),
    ("0.5", "en", NEITHER_ONE_NOR_TWO),
])  # fmt: skip
def test_an_amount_takes_the_form_of_a_whole_number(amount: str, language: str, number: int) -> None:
    assert grammatical(Decimal(amount), language) == number

"""Numbers as people write them, and what is no number."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.items.item import Choice, Unanswered, Written
from takwin.items.kinds.numeric import number
from takwin.items.shelf import kind
from takwin.items.tests.reading import draft

decimals = st.decimals(min_value=-(10**12), max_value=10**12, places=6, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        (" 12,50 ", "12.5"),
        (",5", "0.5"),
        ("5.", "5"),
        ("007", "7"),
        ("+3", "3"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("– 3,25", "-3.25"),
        ("1 234 567,8", "1234567.8"),
        ("1\u202f234", "1234"),
        ("1\u00a0234.5", "1234.5"),
        ("١٢٫٥", "12.5"),
        ("١٬٢٣٤٫٥", "1234.5"),
        ("۱۲,۵", "12.5"),
        ("\u200f-٣\u200e", "-3"),
        ("\u061c٠،٥", "0.5"),
        ("1" * 59, "1" * 59),
    ],
)
def test_numbers(text: str, value: str) -> None:
    assert number.parse(text) == Decimal(value)


NOT_NUMBERS = [
    *(
        "",
        " ",
        "-",
        ".",
        ",",
        "abc",
        "1e999999999",
        "1E5",
        "1e-999999999",
        "inf",
        "-Infinity",
        "NaN",
        "sNaN",
        "0x1F",
        "1_000",
    ),
    *(
        "1.234.567",
        "1,234.5",
        "1,2,3",
        "12 34",
        "1 23",
        "--3",
        "3-",
        "12 %",
        "12 m",
        "½",
        "²",
        "٣/٤",
        "1" * 61,
        "9" * 100_000,
    ),
]


@pytest.mark.parametrize("text", NOT_NUMBERS, ids=lambda text: text[:12])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(number.NotANumber):
        number.parse(text)
    outcome = kind("numeric").score({"answer": "0", "within": "0", "feedback": {}}, {"number": text}, 100)
    assert outcome.mark == 0


@given(decimals)
def test_every_decimal_is_read_as_it_is(value: Decimal) -> None:
    text = f"{value:f}"
    assert number.parse(text) == number.parse(text.replace(".", ",").replace("-", "\u2212")) == value


@given(st.text(max_size=70))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    with suppress(number.NotANumber):
        assert number.parse(text).is_finite()


def mark(typed: str, **options: str) -> int:
    written = Written("numeric", "q", "?", options)
    return kind("numeric").score(draft(written).key, {"number": typed}, 100).mark


@pytest.mark.parametrize(
    ("answer", "tolerance", "typed", "right"),
    [
        ("12.5", "0", "12,50", True),
        ("12.5", "0", "12.500001", False),
        ("12.5", "0,5", "13", True),
        ("12.5", "0.5", "12", True),
        ("12.5", "0.5", "13,0000000000000000000000000000001", False),
        ("200", "4%", "208", True),
        ("200", "4 %", "191,9", False),
        ("-50", "10%", "-55", True),
        ("-50", "10%", "-44.9", False),
        ("0.3", "0.1", "0.2", True),
        ("0.1", "0", "0.1", True),
        ("٣٧٫٥", "٠٫٥", "٣٨", True),
        ("1 000", "5٪", "1 050", True),
        ("123456789012345678901234567890.1", "0", "123456789012345678901234567890,2", False),
    ],
)
def test_tolerance(answer: str, tolerance: str, typed: str, right: bool) -> None:
    assert mark(typed, answer=answer, tolerance=tolerance) == (100 if right else 0)


@given(decimals, decimals.map(abs))
def test_the_limits_themselves_are_right(answer: Decimal, within: Decimal) -> None:
    options = {"answer": f"{answer:f}", "tolerance": f"{within:f}"}
    assert mark(f"{answer + within:f}", **options) == mark(f"{answer - within:f}", **options) == 100


def test_languages_that_write_the_number_differently_agree() -> None:
    one = draft(Written("numeric", "q", "?", {"answer": "37.50", "tolerance": "1%"}))
    other = draft(Written("numeric", "q", "?", {"answer": "٣٧٫٥", "tolerance": "0,375"}))
    assert one.structure == other.structure == {"answer": "37.5", "within": "0.375"}


SIZES = {"answer": "37.5", "tolerance": "0.5", "units": "ko = 0,001; Mo; Go = 1000"}


@pytest.mark.parametrize(
    ("typed", "unit", "right"),
    [
        ("37,5", "u2", True),
        ("0,038", "u3", True),
        ("0,0381", "u3", False),
        ("38 000", "u1", True),
        ("37,5", "u1", False),
        ("37,5", "u9", False),
        ("37,5", "", False),
    ],
)
def test_units(typed: str, unit: str, right: bool) -> None:
    key = draft(Written("numeric", "q", "?", SIZES)).key
    assert (kind("numeric").score(key, {"number": typed, "unit": unit}, 100).mark == 100) == right


def test_a_third_is_a_third() -> None:
    key = draft(Written("numeric", "q", "?", {"answer": "1", "units": "min = 1/60; h; s = 1/3600"})).key
    assert kind("numeric").score(key, {"number": "60", "unit": "u1"}, 100).mark == 100
    assert kind("numeric").score(key, {"number": "3600", "unit": "u3"}, 100).mark == 100
    assert kind("numeric").score(key, {"number": "3599,999999", "unit": "u3"}, 100).mark == 0


@given(decimals, st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_same_in_another_unit_is_as_right(answer: Decimal, over: int, under: int) -> None:
    key = draft(Written("numeric", "q", "?", {"answer": f"{answer * over:f}", "units": f"a; b = {over}/{under}"})).key
    assert kind("numeric").score(key, {"number": f"{answer * under:f}", "unit": "u2"}, 100).mark == 100


def test_a_single_unit_is_only_shown() -> None:
    made = draft(Written("numeric", "q", "?", {"answer": "3", "units": "km"}))
    assert made.public["units"] == [{"id": "u1", "text": "km"}]
    assert kind("numeric").read(made.public, {"answer": ["3"]}) == {"number": "3"}
    assert kind("numeric").score(made.key, {"number": "3"}, 100).mark == 100


def test_a_number_needs_its_unit_and_keeps_what_was_typed() -> None:
    public = draft(Written("numeric", "q", "?", SIZES)).public
    for form, typed in (
        ({"answer": ["3"]}, {"number": "3"}),
        ({"answer": ["3 Mo"], "answer-unit": ["2"]}, {"number": "3 Mo", "unit": "u2"}),
        ({"answer-unit": ["3"]}, {"number": "", "unit": "u3"}),
    ):
        with pytest.raises(Unanswered) as refused:
            kind("numeric").read(public, form)
        assert refused.value.typed == typed


def test_a_question_without_units_is_as_it_was() -> None:
    made = draft(Written("numeric", "q", "?", {"answer": "3"}))
    assert "units" not in made.public | made.key | made.structure


def test_units_have_their_own_names_in_each_language() -> None:
    other = {"answer": "٣٧٫٥", "tolerance": "٠٫٥", "units": "كيلوبايت = 1/1000؛ ميغابايت؛ جيغابايت = 1000"}
    assert draft(Written("numeric", "q", "?", SIZES)).structure == draft(Written("numeric", "q", "?", other)).structure


def test_a_wrong_number_that_was_foreseen_is_answered() -> None:
    lines = (Choice("375", False, "Ten times"), Choice("3,75", False, "A tenth"), Choice("1", False))
    options = {"answer": "37.5", "tolerance": "0.5", "units": "MB; GB = 1000"}
    written = Written("numeric", "q", "?", options, choices=lines, feedback={"wrong": "Again"})
    made = draft(written)
    assert kind("numeric").check(written) == []
    assert "375" not in str(made.public)

    def said(number: str, unit: str = "u1") -> dict[str, str]:
        return dict(kind("numeric").score(made.key, {"number": number, "unit": unit}, 100).feedback)

    assert said("375")["number"] == said("0.375", "u2")["number"] == said("375.4")["number"] == "<p>Ten times</p>\n"
    assert said("3.75")["number"] == "<p>A tenth</p>\n"
    assert all("number" not in said(other) for other in ("37.5", "376", "1", "x", "375 MB"))
    assert said("5") == {"wrong": "<p>Again</p>\n"}

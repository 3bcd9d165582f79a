"""The answers of a gap: read as Moodle reads them, written so that they come back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.items import gaps
from takwin.items.item import Answer, Gap

single_spaced = st.text(alphabet="aé هـ=~#%\\{}:`5 ", max_size=12).map(lambda text: " ".join(text.split()))
answers = st.builds(Answer, single_spaced, st.integers(-100, 150), single_spaced)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("=Rabat", [Answer("Rabat", 100)]),
        ("=Rabat ~Fès#Capital until 1912", [Answer("Rabat", 100), Answer("Fès", 0, "Capital until 1912")]),
        ("~one =two ~three", [Answer("one", 0), Answer("two", 100), Answer("three", 0)]),
        ("=%50%Cat#Half", [Answer("Cat", 50, "Half")]),
        ("~%33.333%a", [Answer("a", 33)]),
        ("~%-50%a", [Answer("a", -50)]),
        ("California#Wrong~%100%Arizona#OK", [Answer("California", 0, "Wrong"), Answer("Arizona", 100, "OK")]),
        ("%0%California#Wrong~=Arizona#OK", [Answer("California", 0, "Wrong"), Answer("Arizona", 100, "OK")]),
        (r"=a\=b\~c \#1#two \= two", [Answer("a=b~c #1", 100, "two = two")]),
        (r"=\%50% of it", [Answer("%50% of it", 100)]),
        (r"=C:\\temp", [Answer("C:\\temp", 100)]),
        (r"=a\b", [Answer(r"a\b", 100)]),
        ("=  المُعلِّم   الجديد ", [Answer("المُعلِّم الجديد", 100)]),
        ("", []),
        ("   ", []),
        ("=", [Answer("", 100)]),
        ("=%abc%x", [Answer("%abc%x", 100)]),
    ],
)
def test_what_is_read(source: str, expected: list[Answer]) -> None:
    assert list(gaps.parse(source)) == expected


@given(st.lists(answers, max_size=5).map(tuple))
def test_what_is_written_is_read_again(written: tuple[Answer, ...]) -> None:
    assert gaps.parse(gaps.write(written)) == written


@given(st.text(max_size=80))
def test_any_text_is_read_without_complaint(text: str) -> None:
    assert gaps.parse(gaps.write(gaps.parse(text))) == gaps.parse(text)


def test_a_long_row_of_backslashes_is_read_at_once() -> None:
    assert len(gaps.parse("=" + "\\a" * 50_000 + "~")) == 2


@given(st.lists(answers, max_size=4).map(tuple), st.booleans())
def test_a_role_holds_its_answers(written: tuple[Answer, ...], drop_down: bool) -> None:
    role = gaps.role(Gap(written, drop_down))
    match = re.match(r"\{(gap|select)\}(`+)", role)
    assert match
    inside, after = role[match.end() :].split(match[2], 1)
    assert after == ""
    assert gaps.parse(inside) == written

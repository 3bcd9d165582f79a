"""Patterns with stars: what fits, and that no pattern is slow."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.items.words import fits, plain

letters = st.text("ab* \\\\", max_size=12)


@pytest.mark.parametrize(
    ("pattern", "text", "fit"),
    [
        ("élève", "ELEVE", True),
        ("élève", "élèves", False),
        ("élève*", "élèves", True),
        ("* formative", "formative", True),
        ("*form*", "é́valuation formative", True),
        ("a*a", "a", False),
        ("a*a", "aa", True),
        ("a*b*c", "a c b c", True),
        ("a*b*c", "acb", False),
        ("*", "", True),
        ("2 \\* 3", "2 * 3", True),
        ("2 \\* 3", "2 x 3", False),
        ("C\\#", "c#", True),
        ("متعلم*", "مُتَعَلِّمون", True),
        (".*", "anything", False),
        ("[ab]", "a", False),
    ],
)
def test_patterns(pattern: str, text: str, fit: bool) -> None:
    assert fits(pattern, text, strict=False) == fit


def test_strict_patterns_mind_every_accent() -> None:
    assert fits("él*", "élève", strict=True)
    assert not fits("él*", "eleve", strict=True)


@given(st.text("ab*", max_size=10), st.text("ab", max_size=10))
def test_a_pattern_means_what_its_regular_expression_means(pattern: str, text: str) -> None:
    assert fits(pattern, text, strict=True) == bool(re.fullmatch(pattern.replace("*", ".*"), text))


@given(letters)
def test_the_shortest_words_of_a_pattern_fit_it(pattern: str) -> None:
    assert fits(pattern, plain(pattern), strict=True)


def test_no_pattern_is_slow() -> None:
    start = time.process_time()
    assert not fits("*a" * 500 + "*b", "a" * 5000, strict=True)
    assert time.process_time() - start < 0.5

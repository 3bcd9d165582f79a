"""The beginning of a question, whatever its kind."""

import pytest

from takwin.assessment.opening import cut, opening


@pytest.mark.parametrize(
    ("public", "text"),
    [
        ({"prompt": "Quelle&nbsp;<strong>part</strong>&nbsp;?"}, "Quelle part ?"),
        ({"prompt": "<p>Un.</p><p>Deux.</p>"}, "Un. Deux."),
        ({"prompt": '<p><img src="x" alt="Une classe"> Que voit-on ?</p>'}, "Une classe Que voit-on ?"),
        ({"prompt": "<math><mi>x</mi><annotation>\\x</annotation></math> vaut"}, "x vaut"),
        ({"parts": [{"html": "<p>Le "}, {"gap": "g1"}, {"html": " dort.</p>"}]}, "Le … dort."),
        ({}, ""),
    ],
)
def test_it_is_plain_text(public: dict[str, object], text: str) -> None:
    assert opening(public) == text


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("abc", 3, "abc"),
        ("un deux trois", 9, "un deux…"),
        ("un deux trois", 8, "un deux…"),
        ("un, deux", 5, "un…"),
        ("abcdef", 4, "abc…"),
    ],
)
def test_it_is_cut_between_words(text: str, long: int, short: str) -> None:
    assert cut(text, long) == short

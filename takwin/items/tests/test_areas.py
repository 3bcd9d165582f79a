"""Parts of a picture: read as image maps have them, drawn in pixels, refused when they make no shape."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.items import areas, pictures
from takwin.items.areas import BadArea


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("rect 10,20,30,60", {"shape": "rect", "x": "10", "y": "20", "width": "20", "height": "40", "at": ["20", "40"]}),
        ("RECT 10% 20% 30% 60%", {"shape": "rect", "x": "64", "y": "80", "width": "128", "height": "160", "at": ["128", "160"]}),
        ("circle 50%, 50%, 10%", {"shape": "circle", "cx": "320", "cy": "200", "r": "40", "at": ["320", "200"]}),
        ("circle 5.25 6 7", {"shape": "circle", "cx": "5.25", "cy": "6", "r": "7", "at": ["5.25", "6"]}),
        ("poly 0,0,30,0,0,30", {"shape": "poly", "points": "0,0 30,0 0,30", "at": ["10", "10"]}),
        ("polygon 0 0; 1 0; 1 1", {"shape": "poly", "points": "0,0 1,0 1,1", "at": ["0.67", "0.33"]}),
    ],
)  # fmt: skip
def test_an_area_is_drawn(text: str, shown: dict[str, object]) -> None:
    assert areas.drawn(areas.parse(text), 640, 400) == shown


@pytest.mark.parametrize(
    "text",
    ["", "10,20,30,40", "rect", "rect 1,2,3", "rect 30,20,10,60", "rect 1,1,1,5", "rect -1,2,3,4", "rect 1,2,3,101%",
     "circle 1,2,0", "circle 1,2", "circle a,b,c", "poly 1,1,2,2", "poly 1,1,2,2,3", "rect 1e3,2,3,4", "ellipse 1,2,3,4",
     "poly " + "1 " * 200, "rect 1.234,2,3,4", "rect 1234567,2,3,4"],
)  # fmt: skip
def test_what_makes_no_shape_is_refused(text: str) -> None:
    with pytest.raises(BadArea):
        areas.parse(text)


def test_an_area_beyond_the_picture_is_seen() -> None:
    image = {"width": 100, "height": 50}
    assert areas.beyond("rect 100,0,120,10", image)
    assert areas.beyond("circle 10,60,5", image)
    assert areas.beyond("poly 200,0,210,0,200,10", image)
    assert not areas.beyond("rect 90,40,120,80", image)
    assert not areas.beyond("circle 99,49,5", image)


@given(st.text(max_size=60) | st.from_regex(r"(rect|circle|poly) [0-9%., ]{0,30}", fullmatch=True))
def test_any_words_are_an_area_or_refused(text: str) -> None:
    try:
        area = areas.parse(text)
    except BadArea:
        return
    shown = areas.drawn(area, 640, 400)
    assert all(Decimal(side) >= 0 for side in shown["at"])


def test_a_picture_is_found_in_a_figure_and_has_a_size() -> None:
    figure = '<figure>\n<img src="/files/a/b.svg" alt="a &quot;b&quot;" width="64" height="48" loading="lazy"></figure>'
    assert pictures.found(figure) == {"src": "/files/a/b.svg", "alt": 'a "b"', "width": 64, "height": 48}
    assert pictures.found('<img src="x">') == {"src": "x", "alt": "", "width": 400, "height": 300}
    assert pictures.found("<p>none</p>") is None


def test_a_picture_is_written_as_a_figure() -> None:
    options = {"image": "media/a b.svg", "alt": '"quoted"'}
    assert pictures.source(options) == ":::{figure} media/a b.svg\n:alt: '\"quoted\"'\n:::"
    assert pictures.source({"image": "media/a.svg"}) == ":::{figure} media/a.svg\n:::"
    assert not pictures.named({"image": " "})

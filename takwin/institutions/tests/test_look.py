"""How pages look: colours that can be read, what comes from above, what a reader is shown."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takwin.institutions.colours import DARK, DAY, LEAST, Light, nearest, parse, shades, sheet, worst
from takwin.institutions.look import Look, brand, text, worn
from takwin.lib.colours import Colour, name

SHEET = Path(__file__).parents[2] / "design" / "static" / "design" / "takwin.css"
COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


def tokens(light: Light) -> dict[str, str]:
    """What the house paints with."""
    blocks = re.findall(r"\{([^{}]*--paper:[^{}]*--wrong-soft:[^{}]*)\}", SHEET.read_text(encoding="utf-8"))
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", blocks[0 if light is DAY else 1]))


@pytest.mark.parametrize("light", [DAY, DARK], ids=["day", "dark"])
def test_it_knows_what_pages_are_painted_with(light: Light) -> None:
    house = tokens(light)
    assert [name(one) for one in light.grounds] == [house[one] for one in ("paper", "sheet", "shade")]
    assert [name(one) for one in light.inks] == [house["ink"], house["ink-soft"]]
    assert (name(light.sheet), name(light.on)) == (house["sheet"], house["on-accent"])


@pytest.mark.parametrize(("light", "own"), [(DAY, "#22409a"), (DARK, "#a9bbf7")])
def test_the_accent_of_the_house_can_be_read(light: Light, own: str) -> None:
    assert worst(parse(own) or (0, 0, 0), light) >= LEAST


@settings(max_examples=40, deadline=None)
@given(COLOURS, st.sampled_from([DAY, DARK]))
def test_every_colour_has_one_near_it_that_can_be_read(colour: Colour, light: Light) -> None:
    near = nearest(colour, light)
    assert worst(near, light) >= LEAST
    assert near == colour or worst(colour, light) < LEAST


def test_yellow_is_hard_to_read_by_day_and_easy_in_the_dark() -> None:
    yellow = parse("#ffcc00") or (0, 0, 0)
    assert worst(yellow, DAY) < LEAST <= worst(yellow, DARK)
    assert name(nearest(yellow, DAY)) == "#816700"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("#0b5c46", (11, 92, 70)),
        (" 0B5C46 ", (11, 92, 70)),
        ("#fc0", (255, 204, 0)),
        ("red", None),
        ("#0b5c4", None),
        ("#0b5c46;}", None),
        ("url(//x)", None),
        ("\u2066#816700\u2069", (129, 103, 0)),
        ("٠١٢٣٤٥", None),
    ],
)
def test_a_colour_is_six_digits_or_none(written: str, said: Colour | None) -> None:
    assert parse(written) == said


def test_the_sheet_says_colours_and_nothing_else() -> None:
    made = sheet((11, 92, 70), (21, 172, 131))
    assert {"#0b5c46", "#15ac83"} <= set(re.findall(r"#[0-9a-f]{6}", made))
    assert len(made) < 700
    assert not re.search(r"url|@import|left|right", made)
    assert set(re.findall(r"--([\w-]+):", made)) == set(shades((0, 0, 0), DAY))


MINISTRY: dict[str, Any] = {"name": {"fr": "MEN", "ar": "الوزارة"}, "sheet": "a" * 64}
LOGO = {"digest": "b" * 64, "alt": "", "width": 101, "height": 72}


def test_what_is_empty_comes_from_above() -> None:
    line: list[tuple[Look, dict[str, str]]] = [
        (MINISTRY, {"fr": "Ministère"}),
        ({}, {"fr": "AREF"}),
        ({"logo": LOGO}, {"fr": "Centre"}),
    ]
    assert worn(line) == MINISTRY | {"logo": LOGO}
    assert worn([({}, {"fr": "AREF"})]) == {}


def test_a_name_of_ones_own_takes_the_place_of_the_whole_name_above() -> None:
    line: list[tuple[Look, dict[str, str]]] = [(MINISTRY, {}), ({"name": {"fr": "AREF"}}, {})]
    assert worn(line)["name"] == {"fr": "AREF"}


def test_a_look_without_a_short_name_has_the_full_one_of_where_it_begins() -> None:
    line: list[tuple[Look, dict[str, str]]] = [
        ({}, {"fr": "Ministère"}),
        ({"logo": LOGO}, {"fr": "AREF", "ar": ""}),
        ({}, {"fr": "Centre"}),
    ]
    assert worn(line)["name"] == {"fr": "AREF"}


def test_a_reader_is_shown_it_in_their_language() -> None:
    kept = text(MINISTRY | {"logo": LOGO})
    shown = brand(kept, "ar")
    assert shown is not None
    assert (shown.name, shown.sheet, shown.logo) == (
        "الوزارة", f"/files/{'a' * 64}/look.css", f"/files/{'b' * 64}/logo.png",
    )  # fmt: skip
    assert (shown.width, shown.height) == (51, 36)
    assert (brand(kept, "zgh") or shown).name == "MEN"
    assert brand("", "fr") is None

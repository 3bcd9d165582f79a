"""The style sheet keeps its promises: readable in both lights, the same both ways, and light to load."""

import gzip
import re
from pathlib import Path

import pytest

ROOM = Path(__file__).resolve().parent.parent
SHEETS = sorted((ROOM / "static" / "design").glob("*.css"))
SHEET = (ROOM / "static" / "design" / "takwin.css").read_text(encoding="utf-8")
HEAVIEST = 10_000

GROUNDS = ("paper", "sheet", "shade", "accent-soft")
TEXTS = [(text, ground) for text in ("ink", "ink-soft", "accent", "accent-deep") for ground in GROUNDS]
STATES = [
    (state, ground)
    for state in ("right", "partial", "wrong")
    for ground in (f"{state}-soft", "paper", "sheet", "shade")
]
INKED = [(text, f"{state}-soft") for text in ("ink", "ink-soft") for state in ("right", "partial", "wrong")]
FILLED = [("on-accent", "accent"), ("on-accent", "accent-deep")]
EDGES = [("edge", ground) for ground in ("paper", "sheet", "shade")]

PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-)?(?:left|right)(?:-\w+)*\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
    r"|(?:^|[\s;{])(?:min-|max-)?(?:width|height)\s*:"
    r"|(?:^|[\s;{])(?:margin|padding|border)-(?:top|bottom)\b",
    re.MULTILINE,
)


def palettes(sheet: str) -> list[dict[str, str]]:
    """Every block of colours in the sheet, in order: light, dark by class, dark by preference."""
    blocks = re.findall(r"\{([^{}]*--paper:[^{}]*--wrong-soft:[^{}]*)\}", sheet)
    return [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block)) for block in blocks]


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_of_contrast_is_the_known_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_dark_is_one_palette_however_it_is_asked_for() -> None:
    _, by_class, by_preference = palettes(SHEET)
    assert by_class == by_preference


@pytest.mark.parametrize("light", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS + STATES + INKED + FILLED)
def test_words_can_be_read(light: int, text: str, ground: str) -> None:
    colours = palettes(SHEET)[light]
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("light", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_fields_can_be_seen(light: int, edge: str, ground: str) -> None:
    colours = palettes(SHEET)[light]
    assert contrast(colours[edge], colours[ground]) >= 3


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_nothing_knows_left_from_right(sheet: Path) -> None:
    rules = re.sub(r"/\*.*?\*/|@media[^{]*|@page[^{]*", " ", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [found.group().strip() for found in PHYSICAL.finditer(rules)] == []


def test_the_search_for_left_and_right_finds_them() -> None:
    for bad in ("a{left:0}", "a { margin-left: 1px }", "a{text-align:right}", "a{ width: 3px}", "a{padding-top:0}"):
        assert PHYSICAL.search(bad), bad
    assert not PHYSICAL.search(".is-right { --right: red; inline-size: 3px; text-align: end }")


def test_the_sheet_is_light() -> None:
    weight = len(gzip.compress(SHEET.encode(), 9))
    print(f"takwin.css: {weight} bytes compressed")
    assert weight <= HEAVIEST

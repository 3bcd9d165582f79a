"""The accent colour of an institution: whether words in it can be read by day and in the dark, and its style sheet; plain Python."""

import colorsys
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from takwin.lib.colours import Colour, contrast, name

LEAST = 450
"""Hundredths of contrast that words need (WCAG 2.2, 1.4.3)."""
WRITTEN = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})")
STEPS = 255
BLANK = " \t\u200e\u200f\u2066\u2068\u2069"
"""What comes along unseen when a colour is copied from a page."""


@dataclass(frozen=True, slots=True)
class Light:
    """What `design/takwin.css` paints with by day or in the dark. An accent is drawn towards `further` for what is pointed at, and lies
    thinly on `sheet` behind words; words on it are `on`."""

    grounds: tuple[Colour, ...]
    sheet: Colour
    inks: tuple[Colour, ...]
    on: Colour
    further: Colour
    deep: int
    soft: int


DAY = Light(
    ((250, 247, 240), (255, 253, 248), (241, 236, 224)),
    (255, 253, 248), ((29, 33, 48), (86, 90, 102)), (255, 255, 255), (0, 0, 0), 30, 10,
)  # fmt: skip
DARK = Light(
    ((20, 22, 29), (27, 30, 39), (35, 39, 50)),
    (27, 30, 39), ((234, 230, 219), (173, 175, 185)), (16, 20, 42), (255, 255, 255), 40, 16,
)  # fmt: skip


def parse(written: str) -> Colour | None:
    """The colour that six or three hexadecimal digits say; None for anything else."""
    found = WRITTEN.fullmatch(written.strip(BLANK).lower())
    if not found:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(one * 2 for one in found[1])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def shades(accent: Colour, light: Light) -> dict[str, Colour]:
    """The colours of the sheet that follow from an accent, by their names there."""
    return {
        "accent": accent,
        "accent-deep": _mixed(light.further, accent, light.deep),
        "accent-soft": _mixed(accent, light.sheet, light.soft),
        "on-accent": light.on,
    }


def worst(accent: Colour, light: Light) -> int:
    """The lowest contrast of any words that an accent makes or lies behind, in hundredths."""
    made = shades(accent, light)
    texts = [
        (made[text], ground) for text in ("accent", "accent-deep") for ground in (*light.grounds, made["accent-soft"])
    ]
    filled = [(made["on-accent"], made["accent"]), (made["on-accent"], made["accent-deep"])]
    inked = [(ink, made["accent-soft"]) for ink in light.inks]
    return min(contrast(*pair) for pair in (*texts, *filled, *inked))


def nearest(accent: Colour, light: Light) -> Colour:
    """The colour of the same tint, lighter or darker, that can be read and is least unlike this one; itself where it can be."""
    return next(one for one in _around(accent) if worst(one, light) >= LEAST)


def _around(accent: Colour) -> Iterator[Colour]:
    """The accent, then the same tint a little darker, a little lighter, and so on to black and white."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in accent))
    yield accent
    for step in range(1, STEPS + 1):
        for way in (-1, 1):
            moved = lightness + way * step / STEPS
            if 0 <= moved <= 1:
                red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, moved, saturation))
                yield red, green, blue


def _mixed(upper: Colour, under: Colour, share: int) -> Colour:
    """What is seen of `upper` laid thinly (a share in hundredths) on `under`."""
    red, green, blue = (
        (one * share + other * (100 - share) + 50) // 100 for one, other in zip(upper, under, strict=True)
    )
    return red, green, blue


def sheet(day: Colour, dark: Colour) -> str:
    """The style sheet that puts these accents in the place of the house's own, by day and in the dark."""
    bright, dim = _written(shades(day, DAY)), _written(shades(dark, DARK))
    return (
        f"@layer tokens{{:root,.theme-light{{{bright}}}.theme-dark{{{dim}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{dim}}}}}}}"
        "@layer layout{section.site-header{border-block-end:4px solid var(--accent)}}"
    )


def _written(tokens: Mapping[str, Colour]) -> str:
    return ";".join(f"--{token}:{name(colour)}" for token, colour in tokens.items())

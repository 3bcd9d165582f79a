"""Colours as CSS and SVG write them, and their contrast (WCAG 2.2, relative luminance and contrast ratio)."""

from PIL import ImageColor

Colour = tuple[int, int, int]
PAGES: tuple[Colour, ...] = ((250, 247, 240), (20, 22, 29))
"""What a page of ours is painted with, by day and in the dark (`--paper` in takwin.css)."""


def parse(written: str) -> tuple[Colour, int] | None:
    """A colour and its alpha (0 to 255); None for what is none, such as a pattern or a name we do not know."""
    try:
        found = ImageColor.getrgb(written.strip())
    except ValueError:
        return None
    return found[:3], found[3] if len(found) == 4 else 255


def over(colour: Colour, alpha: int, ground: Colour) -> Colour:
    """What is seen of a colour that lies on another."""
    red, green, blue = ((one * alpha + under * (255 - alpha)) // 255 for one, under in zip(colour, ground, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> int:
    """The contrast ratio in hundredths: 100 for the same colour, 2100 for black on white."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return round(100 * (light + 0.05) / (dark + 0.05))


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(one / 255) for one in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def name(colour: Colour) -> str:
    """As an author writes it: "#2a8f86"."""
    return "#{:02x}{:02x}{:02x}".format(*colour)

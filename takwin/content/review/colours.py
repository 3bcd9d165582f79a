"""Colours as CSS and SVG write them, and what is seen of them."""

from PIL import ImageColor

from takwin.lib.colours import Colour, contrast, name

__all__ = ["PAGES", "Colour", "contrast", "name", "over", "parse"]
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

"""Colours and their contrast (WCAG 2.2, relative luminance and contrast ratio)."""

Colour = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""


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
    """As it is written: "#2a8f86"."""
    return "#{:02x}{:02x}{:02x}".format(*colour)

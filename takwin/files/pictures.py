"""The one door by which a picture from outside comes onto pages: opened as what it is, and drawn anew; plain Python."""

import io
import struct
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
"""What is opened at all. A drawing (SVG) is a program for browsers: it never comes in."""
MOST_BYTES, MOST_PIXELS = 2_000_000, 16_000_000
WHITE = (255, 255, 255, 255)
COLOURS = (64, 32, 16)
"""How many colours are kept, fewer where the picture would be heavy."""
LIGHT = 6_000
"""Bytes below which a small picture should stay."""


class NotAPicture(ValueError):
    """These bytes are not a picture that we open."""


class TooLarge(ValueError):
    """More bytes or pixels than a page ever shows."""


class TooNarrow(ValueError):
    """So narrow that nothing could be seen of it once it is small."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A small picture as PNG, and its size in pixels."""

    data: bytes
    width: int
    height: int


def redrawn(data: bytes, box: tuple[int, int], narrowest: int) -> Picture:
    """The picture inside a box of pixels, never larger than it was, on white, without all else that its file held (places, dates, programs).
    `narrowest` are the pixels that each side keeps at least. Raises NotAPicture, TooLarge, TooNarrow."""
    if len(data) > MOST_BYTES:
        raise TooLarge
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _small(_opened(data), box, narrowest)
    except Image.DecompressionBombError:
        raise TooLarge from None
    except (TooLarge, TooNarrow):
        raise
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        ArithmeticError,
        LookupError,
        TypeError,
        struct.error,
    ):
        raise NotAPicture from None


def _opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=FORMATS)
    if image.width * image.height > MOST_PIXELS:
        raise TooLarge
    image.load()
    return ImageOps.exif_transpose(image)


def _small(image: Image.Image, box: tuple[int, int], narrowest: int) -> Picture:
    shown = image.convert("RGBA")
    shown.thumbnail(box, Image.Resampling.LANCZOS)
    if min(shown.size) < narrowest:
        raise TooNarrow
    flat = Image.alpha_composite(Image.new("RGBA", shown.size, WHITE), shown).convert("RGB")
    drawn = next((made for made in (_png(flat, many) for many in COLOURS) if len(made) <= LIGHT), None)
    return Picture(drawn or _png(flat, COLOURS[-1]), *shown.size)


def png(image: Image.Image) -> bytes:
    """A picture as a PNG file."""
    made = io.BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


def _png(image: Image.Image, colours: int) -> bytes:
    return png(image.quantize(colours, Image.Quantize.MEDIANCUT))

"""A picture comes in as what it is, is drawn anew, and brings nothing else along."""

import io
import struct
import zlib

import pytest
from PIL import Image

from takwin.files import pictures
from takwin.files.pictures import NotAPicture, TooLarge, TooNarrow, redrawn

BOX = (320, 72)


def picture(size: tuple[int, int], form: str = "PNG", mode: str = "RGB", **more: object) -> bytes:
    """A plain picture as a file."""
    made = io.BytesIO()
    Image.new(mode, size, "#0b5c46").save(made, form, **more)
    return made.getvalue()


def said(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says how large it is."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_made_small(form: str) -> None:
    made = redrawn(picture((1600, 400), form), BOX, 24)
    assert (made.width, made.height) == (288, 72)
    with Image.open(io.BytesIO(made.data)) as shown:
        assert (shown.format, shown.size) == ("PNG", (288, 72))
    assert len(made.data) <= pictures.LIGHT


def test_a_small_one_is_not_blown_up() -> None:
    made = redrawn(picture((60, 40)), BOX, 24)
    assert (made.width, made.height) == (60, 40)


def test_what_shines_through_lies_on_white() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (80, 40), (0, 0, 0, 0)).save(made, "PNG")
    with Image.open(io.BytesIO(redrawn(made.getvalue(), BOX, 24).data)) as shown:
        assert shown.convert("RGB").getpixel((10, 10)) == (255, 255, 255)


def test_nothing_but_the_picture_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "33.9716 N, 6.8498 W"
    whole = picture((200, 60), "JPEG", exif=exif) + b"<script>alert(1)</script>"
    assert b"33.9716" in whole
    made = redrawn(whole, BOX, 24).data
    assert b"33.9716" not in made
    assert b"script" not in made


def test_a_noisy_photograph_stays_light() -> None:
    made = io.BytesIO()
    Image.effect_noise((640, 144), 90).convert("RGB").save(made, "PNG")
    assert len(redrawn(made.getvalue(), BOX, 24).data) <= 13_000


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\0" * 40,
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 30,
        picture((200, 60))[:60],
        b"\xff\xd8\xff" + b"\0" * 100,
        picture((60, 60))[:-12] + b"\0\0\0\0iCCP" + struct.pack(">I", zlib.crc32(b"iCCP")) + picture((60, 60))[-12:],
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        redrawn(data, BOX, 24)


@pytest.mark.parametrize("size", [(100_000, 100_000), (60_000, 2_000), (5_000, 4_000)])
def test_what_would_fill_the_memory_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(TooLarge):
        redrawn(said(*size), BOX, 24)


def test_a_heavy_file_is_not_opened() -> None:
    with pytest.raises(TooLarge):
        redrawn(picture((200, 60)) + b"\0" * pictures.MOST_BYTES, BOX, 24)


@pytest.mark.parametrize("size", [(1, 1), (3000, 40), (10, 800)])
def test_what_nobody_could_see_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(TooNarrow):
        redrawn(picture(size), BOX, 24)

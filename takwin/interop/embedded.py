"""Files that a text holds in itself: images in `data:` addresses."""

import base64
import binascii
import re

_DATA = re.compile(r"data:image/(?P<kind>png|jpeg|gif|webp);base64,(?P<data>[A-Za-z0-9+/=\s]+)")
LARGEST_IN_TEXT = 2 << 20
"""Bytes of an image that a page holds in its own text."""


def image(address: str) -> tuple[str, bytes] | None:
    """The end of the name and the bytes of an image; None when the address holds none."""
    found = _DATA.fullmatch(address.strip()) if len(address) < LARGEST_IN_TEXT else None
    data = from_base64(found["data"]) if found else None
    return (f".{found['kind']}", data) if found and data is not None else None


def from_base64(text: str) -> bytes | None:
    """The bytes that the letters stand for, white space between them; None when they stand for none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None

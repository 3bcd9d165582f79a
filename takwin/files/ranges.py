"""The Range header (RFC 9110, section 14): one range of bytes; anything else is answered with the whole."""

import re

ONE = re.compile(r"bytes=[ \t]*(\d*)-(\d*)", re.ASCII | re.IGNORECASE)
LARGE = 20
"""Digits of a number that is larger than any file."""


class Unsatisfiable(ValueError):
    """The range begins after the end."""


def parse(header: str, size: int) -> tuple[int, int] | None:
    """(start, length) of the wanted bytes, None for the whole file. Raises Unsatisfiable."""
    match = ONE.fullmatch(header.strip())
    if not match or not (match[1] or match[2]):
        return None
    if not match[1]:
        return _suffix(_number(match[2]), size)
    start, end = _number(match[1]), _number(match[2]) if match[2] else size - 1
    if match[2] and end < start:
        return None
    if start >= size:
        raise Unsatisfiable
    return start, min(end, size - 1) - start + 1


def _number(digits: str) -> int:
    """What digits say, however many; of what is larger than any file, something as large."""
    counting = digits.lstrip("0")
    return 10**LARGE if len(counting) > LARGE else int(counting or "0")


def _suffix(length: int, size: int) -> tuple[int, int]:
    """The last bytes."""
    if length == 0 or size == 0:
        raise Unsatisfiable
    return max(size - length, 0), min(length, size)

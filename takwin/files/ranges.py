"""The Range header (RFC 9110, section 14): one range of bytes; anything else is answered with the whole."""

import re

ONE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


class Unsatisfiable(ValueError):
    """The range begins after the end."""


def parse(header: str, size: int) -> tuple[int, int] | None:
    """(start, length) of the wanted bytes, None for the whole file. Raises Unsatisfiable."""
    match = ONE.fullmatch(header.strip())
    if not match or match[0] == "bytes=-":
        return None
    first, last = match[1][:20], match[2][:20]
    if not first:
        return _suffix(int(last), size)
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return None
    if start >= size:
        raise Unsatisfiable
    return start, end - start + 1


def _suffix(length: int, size: int) -> tuple[int, int]:
    """The last bytes."""
    if length == 0 or size == 0:
        raise Unsatisfiable
    return max(size - length, 0), min(length, size)

"""Bodies in several parts (multipart/mixed, RFC 2046 section 5.1): a statement, and the files it speaks of."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import uuid4

from takwin.records.lrs.words import Invalid

BOUNDARY = re.compile(
    r"multipart/mixed\s*;.*\bboundary=(?:\"([^\"]{1,70})\"|([^\s;\"]{1,70}))", re.IGNORECASE | re.DOTALL
)
HEAD = re.compile(rb"[ \t]*\r?\n((?:[^\r\n]+(?:\r?\n|$))*)(?:\r?\n|$)")
MOST = 200
"""Parts of one body."""


@dataclass(frozen=True, slots=True)
class Part:
    """Headers by lower-case name, and the bytes."""

    headers: Mapping[str, str]
    content: bytes


def split(body: bytes, content_type: str) -> list[Part]:
    """The parts of a body. Raises Invalid."""
    found = BOUNDARY.match(content_type)
    if not found:
        raise Invalid("Content-Type", "multipart/mixed needs a boundary")
    line = b"--" + (found[1] or found[2]).encode("ascii", "replace")
    pieces = re.split(rb"(?:^|\r?\n)" + re.escape(line) + rb"(?=\r?\n|--|[ \t])", body)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise Invalid("body", "does not end with its boundary")
    if len(pieces) > MOST:
        raise Invalid("body", f"has more than {MOST} parts")
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> Part:
    found = HEAD.match(piece)
    if not found:
        raise Invalid("body", "has a part without its lines of headers")
    lines = (line.partition(":") for line in found[1].decode("latin-1").splitlines())
    return Part({name.strip().lower(): value.strip() for name, colon, value in lines if colon}, piece[found.end() :])


def joined(statements: bytes, attachments: Iterable[tuple[str, str, bytes]]) -> tuple[str, bytes]:
    """The content type and body of an answer: the statements, then (SHA-2, media type, bytes) of each file."""
    boundary = f"takwin-{uuid4().hex}"
    parts = [_written({"Content-Type": "application/json"}, statements)]
    for sha2, media_type, content in attachments:
        headers = {"Content-Type": media_type, "Content-Transfer-Encoding": "binary", "X-Experience-API-Hash": sha2}
        parts.append(_written(headers, content))
    line = f"--{boundary}".encode()
    body = b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"
    return f'multipart/mixed; boundary="{boundary}"', body


def _written(headers: Mapping[str, str], content: bytes) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode() + b"\r\n" + content

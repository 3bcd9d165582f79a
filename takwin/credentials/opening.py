"""The one credential in a file that somebody hands us, opened within narrow bounds."""

import json
import re
import zlib
from collections.abc import Iterator
from typing import NoReturn

from takwin.credentials.contexts import Json
from takwin.credentials.refused import Refused
from takwin.lib.text import N_

LARGEST = 2 * 2**20
"""Bytes of a file that we open; a certificate of ours has 50,000."""
INSIDE = 2**17
"""Bytes of a credential, by itself or unpacked. Ours have 6,000, and 100,000 with a hundred quizzes."""
MOST = 30
"""Attachments of a PDF that we look into: with INSIDE, less than 4 MiB are ever unpacked."""
_ATTACHED = re.compile(rb"/EmbeddedFile\b")
_NEAR = 1024


class Unreadable(Refused):
    """The file holds no credential, or not just one."""


def read(data: bytes) -> Json:
    """The credential in a file: JSON, or a PDF that carries it. Unreadable when there is none, or when there are several: one
    could be shown and another one checked."""
    texts = list(_attachments(data)) if data.startswith(b"%PDF") else [data]
    if len(data) > LARGEST or (texts == [data] and len(data) > INSIDE):
        raise Unreadable(N_("The file is too large to be a credential."))
    found: list[Json] = []
    for text in texts:
        if (credential := _credential(text)) and credential not in found:
            found.append(credential)
    if len(found) > 1:
        raise Unreadable(N_("There are several credentials in this file. Give a file with one."))
    if not found:
        raise Unreadable(N_("There is no credential in this file."))
    return found[0]


def _attachments(data: bytes) -> Iterator[bytes]:
    """What the attached files of a PDF hold (ISO 32000-2, 7.11.4: a stream that says so in its dictionary). Other streams are no files,
    whatever is in them."""
    for number, said in enumerate(_ATTACHED.finditer(data[: LARGEST + 1]), start=1):
        if number > MOST:
            raise Unreadable(N_("There is too much attached to this file."))
        start = data.find(b"stream", said.end(), said.end() + _NEAR) + len(b"stream")
        if start > said.end():
            yield _unpacked(data[start : start + 2 * INSIDE].removeprefix(b"\r").removeprefix(b"\n"))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, INSIDE + 1)
    except zlib.error:
        return stream.partition(b"endstream")[0]


def _credential(text: bytes) -> Json | None:
    """A credential as JSON, if it is one that can be written again as it was read."""
    if len(text) > INSIDE:
        return None
    try:
        value = json.loads(text, parse_constant=_no_number)
        json.dumps(value, ensure_ascii=False).encode()  # half a letter is no letter
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and "credentialSubject" in value else None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")

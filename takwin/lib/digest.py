"""Digests: the same content has the same name on any machine."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import rfc8785


def of_bytes(data: bytes) -> str:
    """SHA-256 in lower-case hexadecimal, 64 characters."""
    return hashlib.sha256(data).hexdigest()


def of_chunks(chunks: Iterable[bytes]) -> str:
    """SHA-256 of a stream."""
    running = hashlib.sha256()
    for chunk in chunks:
        running.update(chunk)
    return running.hexdigest()


def of_file(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def of_json(value: Any) -> str:
    """SHA-256 of the canonical form (RFC 8785) of a JSON value."""
    return of_bytes(rfc8785.dumps(value))

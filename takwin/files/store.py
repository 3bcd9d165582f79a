"""Bytes on disk by their digest: `ab/abcdef…`. A file is whole or absent, and never written twice."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from takwin.lib import digest

PIECE = 256 * 1024
"""Bytes read at a time."""


def place(root: Path, name: str) -> Path:
    """Where the blob with this digest lies, whether it is there or not."""
    return root / name[:2] / name


def keep(root: Path, data: Path | bytes) -> tuple[str, int]:
    """Store bytes, or a copy of a file; returns the digest and the size. What is there already is left alone.

    The bytes go to a temporary file in the same folder, reach the disk, and only then take their name. Raises OSError (no space, read
    only) and leaves nothing behind."""
    name = digest.of_bytes(data) if isinstance(data, bytes) else digest.of_file(data)
    target = place(root, name)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, data)
    return name, len(data) if isinstance(data, bytes) else data.stat().st_size


def _write(target: Path, data: Path | bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as stream:
            for piece in [data] if isinstance(data, bytes) else pieces(data):
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
        _settle(target.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _settle(folder: Path) -> None:
    """Bring the folder's list of names to the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def touched(place: Path) -> float:
    """When a file was written last, in seconds since 1970; 0 where it is gone, be it a moment ago."""
    try:
        return place.stat().st_mtime
    except FileNotFoundError:
        return 0


def grow(place: Path, name: str, size: int, start: int, data: bytes) -> int:
    """Put a piece of a file, whose first byte is number `start`, to what came of it before; a piece before which one is missing changes nothing, nor does one
    that is here already. The same piece may come twice at once: each of its bytes has one place. Gives how many bytes are here: none, where all
    `size` of them do not have the digest `name` and it has to begin again. Raises OSError."""
    have = place.stat().st_size if place.exists() else 0
    if not start <= have < start + len(data):
        return have
    if not have:
        place.touch()
    with place.open("r+b") as stream:
        stream.seek(have)
        stream.write(data[have - start :])
    have = start + len(data)
    if have == size and digest.of_file(place) != name:  # a machine that died while it wrote
        place.unlink()
        return 0
    return have


def pieces(path: Path, start: int = 0, length: int | None = None) -> Iterator[bytes]:
    """The bytes of a file from `start`, `length` of them, in pieces."""
    left = length if length is not None else path.stat().st_size - start
    with path.open("rb") as stream:
        stream.seek(start)
        while left > 0 and (piece := stream.read(min(PIECE, left))):
            left -= len(piece)
            yield piece

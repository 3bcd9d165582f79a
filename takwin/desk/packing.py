"""A pack as bytes: an index that tells what is where, and the entries one after another; the same on every machine.

Eight ASCII digits (the length of the index), the index (gzip of JSON), the entries, each compressed where that is smaller."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any
from zlib import MAX_WBITS, compressobj, crc32, decompressobj

from takwin.lib import digest

LEVEL, DEFLATED, MEMORY = 9, 8, 9
HEADER = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
"""A gzip member without a time, of no particular system. RFC 1952, section 2.3."""
DIGITS = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a pack: the path under which a device answers it, its media type, its bytes, or where they lie: those are stored as they
    are, since large files are packed already."""

    path: str
    type: str
    data: bytes | Path

    @property
    def text(self) -> str:
        """What a page or a table says."""
        return (self.data if isinstance(self.data, bytes) else self.data.read_bytes()).decode()


def gzipped(data: bytes) -> bytes:
    """The bytes as one gzip member, without anything that differs from one day to the next."""
    press = compressobj(LEVEL, DEFLATED, -MAX_WBITS, MEMORY)
    body = press.compress(data) + press.flush()
    return HEADER + body + crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")


def packed(about: dict[str, Any], entries: Iterable[Entry]) -> bytes:
    """A pack of these entries, in the order of their paths; `about` goes into the index."""
    pack = BytesIO()
    write(pack, about, entries)
    return pack.getvalue()


def write(pack: IO[bytes], about: dict[str, Any], entries: Iterable[Entry], folder: Path | None = None) -> None:
    """The same into a file, by way of another in `folder`; of what lies on the disk no more than a piece is in memory at a time. Raises OSError."""
    listed, offset = list[dict[str, Any]](), 0
    with TemporaryFile(dir=folder) as bodies:
        for entry in sorted(entries, key=lambda one: one.path):
            small = isinstance(entry.data, bytes) and _smaller(entry.data)
            length = _put(bodies, small or entry.data)
            told = {"path": entry.path, "type": entry.type, "digest": _digest(entry.data)}
            listed.append({**told, "offset": offset, "length": length, "gzip": bool(small)})
            offset += length
        index = gzipped(json.dumps({**about, "entries": listed}, ensure_ascii=False, separators=(",", ":")).encode())
        pack.write(f"{len(index):0{DIGITS}d}".encode() + index)
        bodies.seek(0)
        copyfileobj(bodies, pack)


def _smaller(data: bytes) -> bytes:
    """The bytes packed, or nothing where that is no smaller."""
    small = gzipped(data)
    return small if len(small) < len(data) else b""


def _digest(data: bytes | Path) -> str:
    return digest.of_bytes(data) if isinstance(data, bytes) else digest.of_file(data)


def _put(bodies: IO[bytes], data: bytes | Path) -> int:
    """Add what is to be stored, as it is; gives its length."""
    if isinstance(data, bytes):
        return bodies.write(data)
    with data.open("rb") as file:
        copyfileobj(file, bodies)
    return data.stat().st_size


def index(pack: bytes) -> dict[str, Any]:
    """The index of a pack."""
    found: dict[str, Any] = json.loads(_plain(pack[DIGITS : DIGITS + int(pack[:DIGITS])]))
    return found


def unpacked(pack: bytes) -> dict[str, bytes]:
    """The entries of a pack by path. Raises ValueError for one whose bytes are not those that were packed."""
    start, found = DIGITS + int(pack[:DIGITS]), dict[str, bytes]()
    for entry in index(pack)["entries"]:
        body = pack[start + entry["offset"] :][: entry["length"]]
        data = _plain(body) if entry["gzip"] else body
        if digest.of_bytes(data) != entry["digest"]:
            raise ValueError(entry["path"])
        found[entry["path"]] = data
    return found


def _plain(body: bytes) -> bytes:
    return decompressobj(MAX_WBITS | 16).decompress(body)

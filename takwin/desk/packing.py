"""A pack as bytes: an index that tells what is where, and the entries one after another; the same on every machine.

Eight ASCII digits (the length of the index), the index (gzip of JSON), the entries, each compressed where that is smaller."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zlib import MAX_WBITS, compressobj, crc32, decompressobj

from takwin.lib import digest

LEVEL, DEFLATED, MEMORY = 9, 8, 9
HEADER = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
"""A gzip member without a time, of no particular system. RFC 1952, section 2.3."""
DIGITS = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a pack: the path under which a device answers it, its media type, its bytes."""

    path: str
    type: str
    data: bytes


def gzipped(data: bytes) -> bytes:
    """The bytes as one gzip member, without anything that differs from one day to the next."""
    press = compressobj(LEVEL, DEFLATED, -MAX_WBITS, MEMORY)
    body = press.compress(data) + press.flush()
    return HEADER + body + crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")


def packed(about: dict[str, Any], entries: Iterable[Entry]) -> bytes:
    """A pack of these entries, in the order of their paths; `about` goes into the index."""
    listed, bodies, offset = list[dict[str, Any]](), list[bytes](), 0
    for entry in sorted(entries, key=lambda one: one.path):
        small = gzipped(entry.data)
        body = small if len(small) < len(entry.data) else entry.data
        listed.append(
            {
                "path": entry.path,
                "type": entry.type,
                "digest": digest.of_bytes(entry.data),
                "offset": offset,
                "length": len(body),
                "gzip": body is small,
            }
        )
        bodies.append(body)
        offset += len(body)
    index = gzipped(json.dumps({**about, "entries": listed}, ensure_ascii=False, separators=(",", ":")).encode())
    return b"".join([f"{len(index):0{DIGITS}d}".encode(), index, *bodies])


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

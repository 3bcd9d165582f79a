"""Tar, read strictly: every header is checked, and only plain files and folders are known.

POSIX.1-2017 `pax` (ustar and extended headers) and the long names of GNU tar. The standard library's reader stops in
silence at a broken header and has looped on hostile ones, so this small one is used instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from takwin.lib.archive.limits import MAX_MEMBER, refused
from takwin.lib.archive.names import shown_name
from takwin.lib.text import N_

BLOCK = 512
_MAX_EXTENDED = 64 << 10
_PAX, _PAX_GLOBAL, _LONG_NAME = b"x", b"g", b"L"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder: its raw name, its size and where its bytes begin in the tar (bytes)."""

    name: str
    size: int
    offset: int
    folder: bool


def looks_like_tar(start: bytes) -> bool:
    """Whether the first block is a tar header with a right checksum."""
    return len(start) >= BLOCK and any(start[:BLOCK]) and _checksum_holds(start[:BLOCK])


def entries(tar: IO[bytes], length: int) -> Iterator[Entry]:
    """Every file and folder of a tar of `length` bytes, in order. Raises ArchiveRefused."""
    offset, pax, name = 0, dict[str, bytes](), b""
    while any(header := _header(tar, offset)):
        offset += BLOCK
        kind, size = header[156:157], _size(header, pax)
        if size > length - offset:
            raise refused(N_("The archive is cut off or damaged."))
        if kind in (_PAX, _PAX_GLOBAL, _LONG_NAME):
            body = _extended(tar, offset, size)
            name = body.rstrip(b"\0") if kind == _LONG_NAME else name
            pax = _pax_records(body) if kind == _PAX else pax
        else:
            raw = (pax.get("path") or name or _ustar_name(header)).decode("utf-8", "surrogateescape")
            yield Entry(raw, size, offset, _is_folder(kind, raw, pax))
            pax, name = {}, b""
        offset += -(-size // BLOCK) * BLOCK


def _header(tar: IO[bytes], offset: int) -> bytes:
    tar.seek(offset)
    header = tar.read(BLOCK)
    if len(header) < BLOCK or (any(header) and not _checksum_holds(header)):
        raise refused(N_("The archive is cut off or damaged."))
    return header


def _checksum_holds(header: bytes) -> bool:
    digits = header[148:156].strip(b" \0")
    return digits.isdigit() and _octal(digits) == sum(header[:148]) + 8 * 32 + sum(header[156:])


def _octal(digits: bytes) -> int:
    try:
        return int(digits or b"0", 8)
    except ValueError as error:
        raise refused(N_("The archive is cut off or damaged.")) from error


def _size(header: bytes, pax: dict[str, bytes]) -> int:
    """The size in bytes: octal, GNU base 256 for large ones, or the extended header's decimal."""
    field = header[124:136]
    if (stated := pax.get("size")) is not None:
        size = int(stated) if stated.isdigit() and len(stated) < 20 else -1
    else:
        size = int.from_bytes(field, "big") & ~(0x80 << 88) if field[0] == 0x80 else _octal(field.strip(b" \0"))
    if not 0 <= size <= MAX_MEMBER:
        raise refused(N_("The archive holds a file that is too large."))
    return size


def _extended(tar: IO[bytes], offset: int, size: int) -> bytes:
    if size > _MAX_EXTENDED:
        raise refused(N_("The archive is cut off or damaged."))
    tar.seek(offset)
    return tar.read(size)


def _pax_records(body: bytes) -> dict[str, bytes]:
    """The records `length key=value\\n` of an extended header."""
    records: dict[str, bytes] = {}
    at = 0
    while at < len(body) and body[at]:
        digits, space, _ = body[at : at + 8].partition(b" ")
        end = at + int(digits) if space and digits.isdigit() else at
        key, equals, value = body[at + len(digits) + 1 : end].partition(b"=")
        if end <= at or end > len(body) or not equals or not value.endswith(b"\n"):
            raise refused(N_("The archive is cut off or damaged."))
        records[key.decode("utf-8", "replace")] = value[:-1]
        at = end
    return records


def _ustar_name(header: bytes) -> bytes:
    name, prefix = (field.partition(b"\0")[0] for field in (header[:100], header[345:500]))
    return prefix + b"/" + name if prefix and header[257:263] == b"ustar\0" else name


def _is_folder(kind: bytes, raw: str, pax: dict[str, bytes]) -> bool:
    """Whether an entry is a folder. Raises ArchiveRefused for whatever is neither file nor folder."""
    if kind not in b"0\x005" or any(key.startswith("GNU.sparse") for key in pax):
        raise refused(N_("The archive holds a link or a special file: %(name)s."), name=shown_name(raw))
    return kind == b"5" or (kind == b"\0" and raw.endswith("/"))

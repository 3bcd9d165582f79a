"""Opening: what it is by its first bytes, then every member by name, kind, size and checksum before anyone reads one."""

import gzip
import io
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from takwin.lib.archive import limits, packed, tar
from takwin.lib.archive.limits import CHUNK, refused
from takwin.lib.archive.names import refuse_clashes, safe, shown_name
from takwin.lib.text import N_

_IN_MEMORY = 16 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the archive: its size in bytes, and its content in pieces of at most 1 MiB."""

    size: int
    chunks: Callable[[], Iterator[bytes]]


class Archive(Mapping[str, bytes]):
    """The files of an accepted archive by path ("course/course.xml"), in the archive's order. Close it after use."""

    def __init__(self, members: dict[str, Member], held: ExitStack) -> None:
        self._members = members
        self._held = held

    def __getitem__(self, name: str) -> bytes:
        return b"".join(self._members[name].chunks())

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()

    def size(self, name: str) -> int:
        """Bytes of one file, unpacked."""
        return self._members[name].size

    def chunks(self, name: str) -> Iterator[bytes]:
        """One file in pieces of at most 1 MiB."""
        return self._members[name].chunks()


def open_archive(source: Path | bytes) -> Archive:
    """Open a tar.gz, tar or zip, whatever its name says. Raises ArchiveRefused; OSError when the file cannot be read.

    The whole archive is checked first: names, kinds of members, sizes (`limits.py`), checksums. Nothing is written, except
    that a packed tar over 16 MiB is unpacked into a nameless temporary file, which vanishes with the archive."""
    with ExitStack() as stack:
        opened: IO[bytes] = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
        stream = stack.enter_context(opened)
        length = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        if length > limits.MAX_PACKED:
            raise refused(N_("The archive is too large: at most %(limit)s MiB."), limit=limits.MAX_PACKED >> 20)
        return Archive(_members(stream, length, stack), stack.pop_all())


def _members(stream: IO[bytes], length: int, stack: ExitStack) -> dict[str, Member]:
    start = stream.read(tar.BLOCK)
    stream.seek(0)
    if start.startswith(b"PK\x03\x04"):
        return _zip_members(stack.enter_context(packed.directory(stream)), length)
    if start.startswith(b"\x1f\x8b"):
        plain = stack.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - the stack closes it
        return _tar_members(plain, _gunzip(stream, length, plain), length)
    if tar.looks_like_tar(start):
        return _tar_members(stream, length, length)
    raise refused(N_("This is neither a tar.gz nor a zip archive."))


def _gunzip(stream: IO[bytes], length: int, into: IO[bytes]) -> int:
    """Unpack a gzip stream (RFC 1952) of `length` bytes under the limits; the bytes written."""
    total = 0
    try:
        with gzip.GzipFile(fileobj=stream) as source:
            while piece := source.read(CHUNK):
                total += into.write(piece)
                _check_total(total, length)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise refused(N_("The archive is cut off or damaged.")) from error
    return total


def _check_total(total: int, length: int) -> None:
    """Raise ArchiveRefused when `total` unpacked bytes are too many for an archive of `length` bytes."""
    if total > limits.MAX_TOTAL or (total > limits.RATIO_FLOOR and total > limits.MAX_RATIO * length):
        raise refused(N_("The archive unpacks to far more than a course can need."))


def _tar_members(plain: IO[bytes], total: int, length: int) -> dict[str, Member]:
    files: dict[str, Member] = {}
    folders: list[str] = []
    for count, entry in enumerate(tar.entries(plain, total), 1):
        _check_count(count)
        name = safe(entry.name)
        if entry.folder:
            folders.append(name)
        else:
            _add(files, name, Member(entry.size, partial(_slice, plain, entry.offset, entry.size)))
    _check_total(sum(member.size for member in files.values()), length)
    refuse_clashes(set(files), folders)
    return files


def _zip_members(source: zipfile.ZipFile, length: int) -> dict[str, Member]:
    files: dict[str, Member] = {}
    folders: list[str] = []
    _check_count(len(source.infolist()))
    for entry in source.infolist():
        packed.check(entry)
        name = safe(entry.orig_filename)
        if entry.is_dir():
            folders.append(name)
        else:
            _add(files, name, Member(entry.file_size, partial(packed.chunks, source, entry)))
    _check_total(sum(member.size for member in files.values()), length)
    refuse_clashes(set(files), folders)
    packed.check_sums(source)
    return files


def _check_count(count: int) -> None:
    if count > limits.MAX_MEMBERS:
        raise refused(N_("The archive holds too many files: at most %(limit)s."), limit=limits.MAX_MEMBERS)


def _add(files: dict[str, Member], name: str, member: Member) -> None:
    shown = shown_name(name)
    if not name:
        raise refused(N_("The archive holds a file without a name."))
    if name in files:
        raise refused(N_("The archive holds the same name twice: %(name)s."), name=shown)
    if member.size > limits.MAX_MEMBER:
        large = N_("The archive holds a file that is too large: %(name)s. One file has at most %(limit)s MiB.")
        raise refused(large, name=shown, limit=limits.MAX_MEMBER >> 20)
    files[name] = member


def _slice(stream: IO[bytes], offset: int, size: int) -> Iterator[bytes]:
    at, end = offset, offset + size
    while at < end:
        stream.seek(at)
        piece = stream.read(min(CHUNK, end - at))
        at += len(piece)
        yield piece

"""Zip, with the same strictness laid over the standard library's reader."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from takwin.lib.archive.limits import CHUNK, refused
from takwin.lib.archive.names import shown_name
from takwin.lib.text import N_

_ENCRYPTED = 0x1
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    LookupError,
)
"""What the standard reader is known to raise on broken files."""


def directory(source: IO[bytes]) -> zipfile.ZipFile:
    """The zip's table of contents. Raises ArchiveRefused."""
    try:
        return zipfile.ZipFile(source)
    except UnicodeDecodeError as error:
        raise refused(N_("The archive holds a name that is not valid text: %(name)s."), name="?") from error
    except _DAMAGE as error:
        raise refused(N_("The archive is cut off or damaged.")) from error


def check(entry: zipfile.ZipInfo) -> None:
    """Raise ArchiveRefused for what is neither a plain file nor a folder, or cannot be read without a password."""
    name = shown_name(entry.filename)
    if entry.flag_bits & _ENCRYPTED:
        raise refused(N_("The archive is locked with a password: %(name)s."), name=name)
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise refused(N_("The archive holds a link or a special file: %(name)s."), name=name)
    if entry.compress_type not in _PACKINGS:
        raise refused(N_("The archive packs %(name)s in a way that is not supported."), name=name)


def check_sums(source: zipfile.ZipFile) -> None:
    """Read every member once. Raises ArchiveRefused when one is damaged, or is not what the table of contents says."""
    for entry in source.infolist():
        for _ in chunks(source, entry):
            pass


def chunks(source: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """One member in pieces, never more than the size its entry states. Raises ArchiveRefused."""
    try:
        with source.open(entry) as stream:
            while piece := stream.read(CHUNK):
                yield piece
    except _DAMAGE as error:
        raise refused(N_("The archive is cut off or damaged.")) from error

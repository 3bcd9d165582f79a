"""Whether a file begins as its name says: a photograph that is called a document opens nowhere."""

import codecs
import zipfile
from typing import IO

from takwin.files.types import ending

HEAD = 4096
"""Bytes from the beginning that are looked at."""
PAGES, OPEN = "[Content_Types].xml", b"PK\x03\x04"
BEGINNINGS: dict[str, tuple[tuple[int, bytes], ...]] = {
    ".jpg": ((0, b"\xff\xd8\xff"),),
    ".jpeg": ((0, b"\xff\xd8\xff"),),
    ".png": ((0, b"\x89PNG\r\n\x1a\n"),),
    ".webp": ((8, b"WEBP"),),
    ".rtf": ((0, b"{\\rtf"),),
    ".mp3": ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2"), (0, b"\xff\xfa")),
    ".m4a": ((4, b"ftyp"),),
    ".mp4": ((4, b"ftyp"),),
    ".ogg": ((0, b"OggS"),),
    ".opus": ((0, b"OggS"),),
    ".webm": ((0, b"\x1a\x45\xdf\xa3"),),
}
"""Where in a file which bytes stand (PRONOM, https://www.nationalarchives.gov.uk/PRONOM/); any of them is enough."""
INSIDE = {
    ".docx": (PAGES, "word/"),
    ".pptx": (PAGES, "ppt/"),
    ".xlsx": (PAGES, "xl/"),
    ".odt": ("mimetype", "content.xml"),
    ".odp": ("mimetype", "content.xml"),
    ".ods": ("mimetype", "content.xml"),
}
"""How names of what lies in an archive begin (ECMA-376; OpenDocument 1.3, part 2)."""
TEXTS = {".csv", ".txt"}


def fits(name: str, file: IO[bytes]) -> bool:
    """Whether the content is of the kind that the name's ending says; an ending that is not known here fits always. The file is left at
    its beginning."""
    end = ending(name)
    file.seek(0)
    head = file.read(HEAD)
    try:
        if end == ".pdf":
            return b"%PDF-" in head[:1024]  # readers allow some bytes before (PDF 1.7, appendix H.3.4.1)
        if end in TEXTS:
            return _is_text(head)
        if end in INSIDE:
            return head.startswith(OPEN) and _holds(file, INSIDE[end])
        return end not in BEGINNINGS or any(head[at : at + len(sign)] == sign for at, sign in BEGINNINGS[end])
    finally:
        file.seek(0)


def _is_text(head: bytes) -> bool:
    """Whether this is the beginning of a text: UTF-16 with its mark, UTF-8, or an older alphabet, which has no zeros."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b\x1a" for byte in head)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return controls == 0
    return b"\0" not in head and controls * 20 <= len(head)


def _holds(file: IO[bytes], wanted: tuple[str, ...]) -> bool:
    """Whether an archive holds names that begin so. Only its list is read."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    return all(any(name.startswith(one) for name in names) for one in wanted)

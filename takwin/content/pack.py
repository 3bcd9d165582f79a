"""A course in one file: a zip that is the same, byte for byte, wherever it is made."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from takwin.content.source.course import Course
from takwin.content.source.writer import texts
from takwin.files.store import pieces
from takwin.lib.archive import extract, open_archive

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip knows; the true one would change the bytes."""


def of_course(course: Course, media: Mapping[str, Path | bytes]) -> bytes:
    """The zip of a course: its canonical texts and the media given."""
    return of_files({**{name: text.encode() for name, text in texts(course).items()}, **media})


def of_files(files: Mapping[str, Path | bytes]) -> bytes:
    """The zip of some files by name."""
    stream = io.BytesIO()
    write(stream, files)
    return stream.getvalue()


def write(stream: IO[bytes], files: Mapping[str, Path | bytes]) -> None:
    """Files into a zip, by name; stored as they are, since packing differs between machines and media are packed already."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w", force_zip64=True) as target:
                for piece in [data] if isinstance(data, bytes) else pieces(data):
                    target.write(piece)


def unpack(source: Path | bytes, folder: Path) -> Path:
    """Unpack a zip or tar.gz into `folder` (which must not exist yet) and return the folder that holds `course.yaml`: the top one,
    or the only one inside it. Raises ArchiveRefused."""
    with open_archive(source) as archive:
        extract(archive, folder)
    inside = [one for one in folder.iterdir() if one.is_dir() and not one.name.startswith((".", "__"))]
    if not (folder / "course.yaml").is_file() and len(inside) == 1 and (inside[0] / "course.yaml").is_file():
        return inside[0]
    return folder

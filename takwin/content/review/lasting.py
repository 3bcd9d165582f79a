"""How long a film or a recording lasts: as its author says, as its captions end, or as an MP4 file says itself."""

import io
import struct
from collections.abc import Mapping
from typing import BinaryIO

from takwin.content.compiler.captions import end_of
from takwin.content.compiler.facts import Film
from takwin.content.compiler.media import Medium, content
from takwin.files.types import ending

MP4 = {".mp4", ".m4a", ".m4v"}
MOST_BOXES, HEADER = 200, 1 << 16


def seconds(film: Film, media: Mapping[str, Medium]) -> int | None:
    """Whole seconds; None when nothing tells."""
    minutes = film.options.get("minutes", "")
    if minutes.isascii() and minutes.isdigit() and len(minutes) < 4:
        return int(minutes) * 60
    return _captions(film, media) or _file(film, media)


def _captions(film: Film, media: Mapping[str, Medium]) -> int | None:
    paths = [path.strip() for path in film.options.get("captions", "").split(",")]
    ends = [end_of(content(media[path]), ending(path)[1:]) for path in paths if path in media]
    return max((end for end in ends if end), default=None)


def _file(film: Film, media: Mapping[str, Medium]) -> int | None:
    medium = media.get(film.address)
    if medium is None or ending(film.address) not in MP4:
        return None
    try:
        with io.BytesIO(medium.data) if isinstance(medium.data, bytes) else medium.data.open("rb") as stream:
            return mp4_seconds(stream)
    except (OSError, struct.error):
        return None


def mp4_seconds(stream: BinaryIO) -> int | None:
    """The duration in the movie header (ISO/IEC 14496-12, 8.2.2), None without one. Raises OSError, struct.error."""
    at = 0
    for _ in range(MOST_BOXES):
        stream.seek(at)
        length, name, large = struct.unpack(">I4sQ", stream.read(16))
        if name == b"moov":
            stream.seek(at + 8)
            return _movie(stream.read(HEADER))
        length = large if length == 1 else length
        if length < 8:
            return None
        at += length
    return None


def _movie(data: bytes) -> int | None:
    at = data.find(b"mvhd")
    if at < 0:
        return None
    form, start = (">IQ", at + 24) if data[at + 4 : at + 5] == b"\x01" else (">II", at + 16)
    scale, duration = struct.unpack_from(form, data, start)
    return round(duration / scale) if scale else None

"""The files a course points at: found, named by their digest, measured, and only those that are used."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from urllib.parse import quote

from PIL import Image, UnidentifiedImageError

from takwin.content.source.course import Media
from takwin.files.types import IMAGES, VIDEO, ending, media_type
from takwin.lib import digest

TEXTS = {".md", ".srt", ".svg", ".vtt"}
"""Media that are text: their line ends and byte order mark are those of the machine, not of the author."""
FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
_SVG = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
LONGEST = 1_000_000
"""Pixels of a side beyond which a drawing is a mistake."""
_LENGTH = re.compile(r"\s*([\d.]+)\s*(px)?\s*$")


def lighter(path: str) -> str:
    """Where the lighter copy of a film lies: beside it."""
    return str(PurePosixPath(path).with_suffix(f".low{PurePosixPath(path).suffix}"))


@dataclass(frozen=True, slots=True)
class Medium:
    """A file of a release. `width` and `height` in CSS pixels, 0 when unknown; `derived` from another, like captions made of an .srt."""

    path: str
    digest: str
    size: int
    media_type: str
    data: Path | bytes = field(repr=False)
    width: int = 0
    height: int = 0
    derived: bool = False

    @property
    def url(self) -> str:
        """Its address on the site."""
        return f"/files/{self.digest}/{quote(PurePosixPath(self.path).name)}"


Away = Mapping[str, tuple[str, int]]
"""Media whose bytes are not on this machine, by path: their digests and sizes. Neither pictures nor texts: a page is made of what they hold."""


class Shelf:
    """The media of a course while it is compiled; remembers what was used."""

    def __init__(self, media: Media, away: Away = MappingProxyType({})) -> None:
        self.media, self.away = media, away
        self.used: dict[str, Medium] = {}
        self.broken: set[str] = set()

    def find(self, path: str) -> Medium | None:
        """The medium at a path of the course folder, noted as used, with the lighter copy of a film; None when there is no such file."""
        if path not in self.used and (path in self.media or path in self.away):
            self.used[path] = self._measure(path)
            if ending(path) in VIDEO:
                self.find(lighter(path))
        return self.used.get(path)

    def text(self, path: str) -> bytes | None:
        """The bytes of a text medium, line ends made plain, noted as used."""
        found = self.find(path)
        return content(found) if found else None

    def derive(self, source: str, path: str, data: bytes) -> Medium:
        """A file made out of another."""
        self.used[path] = Medium(path, digest.of_bytes(data), len(data), media_type(path), data, derived=True)
        return self.used[path]

    def by_url(self, url: str) -> bool:
        """Whether an address is one of ours."""
        return any(url == one.url for one in self.used.values())

    def _measure(self, path: str) -> Medium:
        if path not in self.media:
            digest_, size = self.away[path]
            return Medium(path, digest_, size, media_type(path), b"")
        data = _canonical(path, self.media[path])
        width, height = self._dimensions(path, data)
        if isinstance(data, Path):
            return Medium(path, digest.of_file(data), data.stat().st_size, media_type(path), data, width, height)
        return Medium(path, digest.of_bytes(data), len(data), media_type(path), data, width, height)

    def _dimensions(self, path: str, data: Path | bytes) -> tuple[int, int]:
        if ending(path) not in IMAGES:
            return 0, 0
        try:
            return _svg_size(data) if isinstance(data, bytes) and ending(path) == ".svg" else _image_size(data)
        except (
            OSError,
            ValueError,
            SyntaxError,
            UnidentifiedImageError,
            Image.DecompressionBombError,
            Image.DecompressionBombWarning,
        ):
            self.broken.add(path)
            return 0, 0


def content(medium: Medium) -> bytes:
    """All its bytes."""
    return medium.data.read_bytes() if isinstance(medium.data, Path) else medium.data


def _canonical(path: str, data: Path | bytes) -> Path | bytes:
    if ending(path) not in TEXTS:
        return data
    raw = data.read_bytes() if isinstance(data, Path) else data
    return raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _image_size(data: Path | bytes) -> tuple[int, int]:
    with Image.open(data if isinstance(data, Path) else io.BytesIO(data), formats=FORMATS) as image:
        return image.size


def _svg_size(data: bytes) -> tuple[int, int]:
    """Of `width` and `height`, else of the `viewBox`. Raises ValueError when it is no SVG."""
    opening = _SVG.search(data)
    if not opening:
        raise ValueError("no <svg> element")
    named = dict(re.findall(r"([\w:-]+)\s*=\s*[\"']([^\"']*)[\"']", opening[0].decode("utf-8", "replace")))
    lengths = [_LENGTH.match(named.get(side, "")) for side in ("width", "height")]
    if lengths[0] and lengths[1]:
        return _side(lengths[0][1]), _side(lengths[1][1])
    box = named.get("viewBox", "").replace(",", " ").split()
    return (_side(box[2]), _side(box[3])) if len(box) == 4 else (0, 0)


def _side(written: str) -> int:
    """A length in pixels. Raises ValueError when it is none, or longer than any picture."""
    length = float(written)
    if not 0 <= length <= LONGEST:
        raise ValueError(f"{written[:20]} is no length of a picture")
    return round(length)

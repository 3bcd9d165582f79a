"""Which files of the site's own, and which of a release's, its pages name: found in their text, with what those name in turn."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from posixpath import join, normpath

from django.conf import settings
from django.contrib.staticfiles import finders

from takwin.desk.packing import Entry
from takwin.files import queries
from takwin.files.types import AUDIO, IMAGES, VIDEO

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    **IMAGES,
}
NAMED = re.compile(r"""["'(]([^"'()\s]+?)["')]""")
FILE = re.compile(r"/files/([0-9a-f]{64})/[^\"'\s<>)]+")
SMALL = 32 * 1024
"""Bytes of a picture that goes along even where only the text is wanted: a question may ask about it."""
LARGE = 1024 * 1024
"""Bytes of a file that is left on the disk until it is written into a pack."""
SHORT = 8 * 1024 * 1024
"""Bytes of a film that goes along where large ones are not wanted."""
HASHED = re.compile(r"\.[0-9a-f]{12}(?=\.\w+$)")


def named(texts: Iterable[str]) -> list[Entry]:
    """The static files that pages name, and those that these name."""
    waiting = {address for text in texts for address in _addresses(text, settings.STATIC_URL)}
    found: dict[str, Entry] = {}
    while waiting:
        address = waiting.pop()
        if address in found or (path := _path(address.removeprefix(settings.STATIC_URL))) is None:
            continue
        ending = PurePosixPath(address).suffix
        data = path.read_bytes()
        found[address] = Entry(address, TYPES.get(ending, "application/octet-stream"), data)
        if ending in {".css", ".js"}:
            waiting.update(_addresses(data.decode(), address))
    return list(found.values())


def _addresses(text: str, base: str) -> Iterator[str]:
    """What stands in quotes or brackets and is the address of a static file; in a static file also relative to it."""
    for match in NAMED.finditer(text):
        name = match[1].split("#")[0].split("?")[0]
        if name.startswith(("./", "../")) or (base.endswith(".css") and not name.startswith(("/", "data:"))):
            name = normpath(join(str(PurePosixPath(base).parent), name))
        if name.startswith(settings.STATIC_URL) and PurePosixPath(name).suffix in TYPES:
            yield name


def _path(name: str) -> Path | None:
    """Where a static file lies: collected, or in its room."""
    collected = Path(settings.STATIC_ROOT) / name
    if collected.is_file():
        return collected
    found = finders.find(HASHED.sub("", name))
    return Path(found) if isinstance(found, str) else None


def media(texts: Iterable[str], variant: str, light: Mapping[str, str]) -> list[Entry]:
    """The files of a release that pages name and that go along in this variant. `light` gives lighter copies of films, which take the place of
    films that are too large."""
    found: dict[str, Entry] = {}
    for text in texts:
        for match in FILE.finditer(text):
            if match[0] not in found and (entry := _medium(match[0], match[1], variant, light)):
                found[match[0]] = entry
    return list(found.values())


def weight(texts: Iterable[str], variant: str, light: Mapping[str, str]) -> int:
    """Bytes of the same files, of which none is read."""
    named = {match[0]: match[1] for text in texts for match in FILE.finditer(text)}
    chosen = (_chosen(name, variant, light) for name in named.values())
    return sum(one[1] for one in chosen if one)


def _medium(address: str, name: str, variant: str, light: Mapping[str, str]) -> Entry | None:
    if not (chosen := _chosen(name, variant, light)):
        return None
    digest, size, media_type = chosen
    path = queries.path(digest)
    return Entry(address, media_type, path if size > LARGE else path.read_bytes())


def _chosen(name: str, variant: str, light: Mapping[str, str]) -> tuple[str, int, str] | None:
    """Which bytes stand for a file in a variant, how many, and of what type; None where it does not go along."""
    told = queries.served(name)
    if variant == "low" and told and told[0] > SHORT and name in light:
        name = light[name]
        told = queries.served(name)
    goes = told and goes_along(told[1], told[0], variant) and queries.path(name).is_file()  # a box may lack it
    return (name, *told) if told and goes else None


def goes_along(media_type: str, size: int, variant: str) -> bool:
    """Whether a file belongs to a variant: "text" takes small pictures and subtitles, "audio" also what is only heard and every
    picture, "low" also what is to be saved and small films (`media` has seen to lighter copies of large ones), "all" everything."""
    wanted = [media_type == "text/vtt" or (media_type in IMAGES.values() and size <= SMALL)]
    wanted.append(media_type in {*AUDIO.values(), *IMAGES.values()})
    wanted.append(media_type not in VIDEO.values() or size <= SHORT)
    return variant == "all" or any(wanted[: 1 + ("text", "audio", "low").index(variant)])

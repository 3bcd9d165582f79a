"""Captions: SubRip and WebVTT files as tracks of a player."""

import io
import re
from html import escape

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from takwin.content.compiler.labels import name_of
from takwin.content.compiler.media import Medium
from takwin.content.compiler.page import Page
from takwin.content.source.fences import Fence
from takwin.files.types import ending

LANGUAGE = re.compile(r"\.([a-z]{2,3}(?:-[A-Za-z]+)?)\.(?:srt|vtt)$")


def tracks(page: Page, fence: Fence) -> str:
    """A `<track>` for every file of `:captions:` (separated by commas); the first is shown unless the reader says otherwise."""
    paths = [one.strip() for one in fence.options.get("captions", "").split(",") if one.strip()]
    found = [(path, _web(page, fence, path)) for path in paths]
    return "".join(_track(page, path, medium, first=at == 0) for at, (path, medium) in enumerate(found) if medium)


def _track(page: Page, path: str, medium: Medium, first: bool) -> str:
    match = LANGUAGE.search(path)
    language = match[1] if match else page.language
    default = " default" if first else ""
    return (
        f'<track kind="captions" src="{medium.url}" srclang="{language}" label="{escape(name_of(language))}"{default}>'
    )


def _web(page: Page, fence: Fence, path: str) -> Medium | None:
    """The captions as WebVTT; a .srt is converted."""
    medium = page.medium(path)
    if medium is None:
        return None
    if ending(path) not in {".srt", ".vtt"}:
        page.complain("captions-kind", fence.line, path=path)
        return None
    converted = to_webvtt(page.shelf.text(medium.path) or b"", ending(path)[1:])
    if converted is None:
        page.complain("captions-broken", fence.line, path=path)
        return None
    return medium if ending(path) == ".vtt" else page.shelf.derive(medium.path, f"{medium.path}.vtt", converted)


def to_webvtt(data: bytes, form: str) -> bytes | None:
    """WebVTT of a caption file ("srt" or "vtt"), None when it is not one or holds no caption."""
    try:
        found = webvtt.from_buffer(io.StringIO(data.decode("utf-8")), format=form)
    except (MalformedFileError, MalformedCaptionError, ValueError):
        return None
    return (found.content.rstrip("\n") + "\n").encode() if found.captions else None


def end_of(data: bytes, form: str) -> int | None:
    """The second in which the last caption ends, None where the file is not one."""
    try:
        found = webvtt.from_buffer(io.StringIO(data.decode("utf-8")), format=form).captions
        return max((round(one.end_in_seconds) for one in found), default=None)
    except (MalformedFileError, MalformedCaptionError, ValueError):
        return None

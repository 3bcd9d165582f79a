"""What this room gives to pages of other rooms: states of a course, ready to be compared or shown."""

import json
import re
import tempfile
import zipfile
import zlib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from django.urls import reverse

from takwin.content import pack, queries
from takwin.content.actions import source_of
from takwin.content.check import Checked, check
from takwin.content.compare import Edition
from takwin.content.compiler import Compiled
from takwin.content.models import Course as CourseRow
from takwin.content.models import Draft, Release
from takwin.content.source import writer
from takwin.content.source.course import Course
from takwin.files.queries import path as blob_path
from takwin.lib.archive import open_archive

ADDRESS = re.compile(r"/files/([0-9a-f]{64})/")
"""Where a published file would lie."""


@dataclass(frozen=True)
class Drafted:
    """A draft, read and compiled; with errors it may lack questions and texts."""

    course: Course
    compiled: Compiled
    edition: Edition


@lru_cache(maxsize=16)
def _edition(release_id: int, digest: str) -> Edition:
    release = Release.objects.select_related("source").get(pk=release_id)
    media = {medium.path: medium.blob_id for medium in queries.originals(release)}
    return Edition(source_of(release)[0], release.outline, media)


def edition(release: Release) -> Edition:
    """A release as it is compared. Raises NotPublishable when its source can no longer be read."""
    return _edition(release.pk, release.digest)


@lru_cache(maxsize=256)
def _prints(digest: str) -> dict[str, str]:
    """The fingerprints of a release's step files: its source is kept canonical, so the list of its archive is enough."""
    with zipfile.ZipFile(blob_path(digest)) as archive:
        return {one.filename: f"{one.CRC:08x} {one.file_size}" for one in archive.infolist()}


def states(course: CourseRow) -> list[tuple[Release | Draft, dict[str, str]]]:
    """The states of a course, the oldest first, each with the fingerprints of its step files; a draft that can be read is the newest."""
    found: list[tuple[Release | Draft, dict[str, str]]] = [
        (release, _prints(release.source_id)) for release in course.releases.defer("outline").order_by("number")
    ]
    draft = Draft.objects.filter(course=course).first()
    if draft and (read := drafted(draft)):
        texts = {name: text.encode() for name, text in writer.texts(read.course).items()}
        found.append((draft, {name: f"{zlib.crc32(text):08x} {len(text)}" for name, text in texts.items()}))
    return found


def source(state: Release | Draft) -> Course | None:
    """What the source of a state says. Raises NotPublishable when that of a release can no longer be read."""
    if isinstance(state, Release):
        return edition(state).course
    read = drafted(state)
    return read.course if read else None


@lru_cache(maxsize=4)
def _drafted(digest: str) -> Drafted | None:
    with tempfile.TemporaryDirectory(prefix="takwin-preview-") as temporary:
        found = check(pack.unpack(blob_path(digest), Path(temporary) / "course"))
    return _known(found)


def _known(found: Checked) -> Drafted | None:
    if found.course is None or found.compiled is None:
        return None
    media = {path: one.digest for path, one in found.compiled.media.items() if not one.derived}
    return Drafted(found.course, found.compiled, Edition(found.course, found.compiled.outline, media))


def show(draft: Draft) -> int | None:
    """The number under which a draft can be read like a release, with its files at addresses for its team; None when its course.yaml
    cannot be read."""
    compiled = _with_files(draft.source_id)
    return queries.show_draft(draft.source_id, compiled) if compiled else None


@lru_cache(maxsize=4)
def _with_files(digest: str) -> Compiled | None:
    found = _drafted(digest)
    if found is None:
        return None
    compiled = found.compiled
    here = reverse("draft-file", args=[compiled.outline["course"], "0" * 64, "x"]).removesuffix(f"{'0' * 64}/x")

    def moved(value: Any) -> Any:
        return json.loads(ADDRESS.sub(rf"{here}\1/", json.dumps(value)))

    pages = {place: moved(parts) for place, parts in compiled.pages.items()}
    items = {
        name: replace(one, public=moved(one.public), hints=moved(one.hints), key=moved(one.key))
        for name, one in compiled.items.items()
    }
    return replace(compiled, pages=pages, items=items)


def medium(draft: Draft, digest: str) -> tuple[str, bytes] | None:
    """The media type and the bytes of a file that a draft uses."""
    found = drafted(draft)
    one = next((one for one in found.compiled.media.values() if one.digest == digest), None) if found else None
    if one is None:
        return None
    if isinstance(one.data, bytes):
        return one.media_type, one.data
    with open_archive(blob_path(draft.source_id)) as files:
        path = next((name for name in files if name == one.path or name.endswith(f"/{one.path}")), None)
        return (one.media_type, files[path]) if path else None


def archive(draft: Draft) -> IO[bytes]:
    """The draft's folder as a zip; whoever asks closes it."""
    return blob_path(draft.source_id).open("rb")


def lines(draft: Draft, file: str) -> list[str]:
    """The lines of a text of a draft, by its path in the course folder; none where there is no such file."""
    with open_archive(blob_path(draft.source_id)) as files:
        path = next((name for name in files if name == file or name.endswith(f"/{file}")), None)
        return files[path].decode("utf-8-sig", "replace").split("\n") if path else []


def drafted(draft: Draft) -> Drafted | None:
    """A draft as it is compared and shown; None when its course.yaml cannot be read."""
    return _drafted(draft.source_id)

"""What this room gives to pages of other rooms: states of a course, ready to be compared or shown."""

import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from takwin.content import pack, queries
from takwin.content.actions import source_of
from takwin.content.check import Checked, check
from takwin.content.compare import Edition
from takwin.content.compiler import Compiled
from takwin.content.models import Draft, Release
from takwin.content.source.course import Course
from takwin.files.queries import path as blob_path


@dataclass(frozen=True, slots=True)
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


def drafted(draft: Draft) -> Drafted | None:
    """A draft as it is compared and shown; None when its course.yaml cannot be read."""
    return _drafted(draft.source_id)

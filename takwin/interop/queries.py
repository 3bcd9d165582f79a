"""The source of a course as its team last left it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from takwin.content import pack
from takwin.content.actions import source_of
from takwin.content.models import Course, Draft
from takwin.content.source import writer
from takwin.files.queries import path as blob_path


def draft_of(course: Course) -> Draft | None:
    """The draft of a course, if it has one."""
    return Draft.objects.filter(course=course).select_related("source").first()


@contextmanager
def folder_of(course: Course) -> Iterator[Path]:
    """The course folder of the draft, else of the newest release, for as long as it is needed; empty when there is neither."""
    draft, release = draft_of(course), course.releases.order_by("-number").first()
    with tempfile.TemporaryDirectory(prefix="takwin-questions-") as temporary:
        folder = Path(temporary) / "course"
        if draft is not None:
            yield pack.unpack(blob_path(draft.source_id), folder)
            return
        folder.mkdir()
        if release is not None:
            texts, media = source_of(release)
            writer.write(texts, media, folder)
        yield folder

"""Files that people handed in on a box go up in parts: at the parent they wait, until their answers come, where nobody finds them."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from takwin.files import actions as files
from takwin.files.queries import path as blob_path
from takwin.files.store import grow
from takwin.items.kinds.file_answer.types import MEGABYTE, MOST
from takwin.lib import digest
from takwin.relay.models import Box, Upload
from takwin.relay.parcel import DAMAGED, Parcel, Part
from takwin.relay.refused import Refused

Have = dict[str, int]
"""How many bytes of a file are here, by its digest."""


def _place(box: Box, name: str) -> Path:
    return settings.DATA / "uploads" / f"relay-{box.pk}-{name}"


def keep_parts(box: Box, opened: Parcel) -> Have:
    """At the parent: keep the parts of a parcel, each where the bytes before it are here already; what was kept before is left alone. Raises Refused,
    OSError."""
    have: Have = {}
    for part, data in opened.parts():
        if part.size > MOST * MEGABYTE or part.start + part.length > part.size:
            raise Refused(DAMAGED)
        have[part.digest] = _kept(box, part, data)
    return have


def _kept(box: Box, part: Part, data: bytes) -> int:
    place = _place(box, part.digest)
    if blob_path(part.digest).exists():
        return part.size
    return grow(place, part.digest, part.size, part.start, data)


def bring(box: Box, names: Iterable[str]) -> None:
    """At the parent: files that came whole take their place, as their answers are about to be taken. Raises OSError."""
    for name in names:
        place = _place(box, name)
        if place.exists() and digest.of_file(place) == name:
            files.put(place)
            place.unlink()


def drop(box: Box, names: Iterable[str]) -> None:
    """At the parent: files whose answers were not taken go."""
    for name in names:
        _place(box, name).unlink(missing_ok=True)


def drop_all(box: Box) -> None:
    """At the parent: whatever still waits of a box that was closed."""
    for place in (settings.DATA / "uploads").glob(f"relay-{box.pk}-*"):
        place.unlink(missing_ok=True)


def note_uploads(have: Have) -> None:
    """At a box: how much of its files the parent says to have."""
    for name, many in have.items():
        Upload.objects.update_or_create(digest=name, defaults={"have": many})

"""A course on its way: uploaded or imported, its problems read, then published."""

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from json import dumps, loads
from pathlib import Path
from typing import Any

from django.db import transaction

from takwin.accounts.models import Person
from takwin.content import pack
from takwin.content.actions.journal import note
from takwin.content.actions.publish import ZIP, NotPublishable, Published, course_for, publish
from takwin.content.check import check
from takwin.content.models import Draft
from takwin.content.source import folder
from takwin.content.source.problems import Problem
from takwin.files import actions as files
from takwin.files.queries import path as blob_path
from takwin.lib.archive import ArchiveRefused
from takwin.lib.text import N_, Sentence


class DraftReplaced(Exception):
    """The draft is no longer the one that was read."""

    sentence = Sentence(N_("A colleague has replaced this draft meanwhile. Look at what it is now, then decide again."))


def draft(
    place: Path,
    by: Person,
    now: datetime,
    losses: Sequence[dict[str, Any]] = (),
    blocks: Sequence[dict[str, Any]] = (),
    how: str = "brought",
    told: Mapping[str, str] | None = None,
    made_from: str | None = None,
) -> Draft:
    """Keep a course folder as its course's draft, in place of an earlier one, which must be `made_from` where that is said (the digest of
    its source; "" for none); `losses` is what an importer could not carry:
    {"kind", "place", "reason": [message, values]} and, where it can be seen, {"step"}; `blocks` its count: {"kind", "kept", "changed", "lost"}. The journal tells
    `how` it came, with the values `told`; nothing for "". Raises NotPublishable when there is no course with an id in it, OtherTeam, DraftReplaced, OSError."""
    checked = check(place)
    if checked.course is None or not checked.course.id:
        raise NotPublishable(checked.problems)
    stored = _put_whole(place)
    with transaction.atomic():
        course = course_for(checked.course.id, by)
        before = Draft.objects.filter(course=course).select_related("source").first()
        if made_from is not None and made_from != (before.source_id if before else ""):
            raise DraftReplaced
        said = {
            "source": files.register(stored, ZIP),
            "title": dict(checked.course.title),
            "problems": [to_json(one) for one in [*checked.problems, *checked.accepted]],
            "losses": list(losses),
            "blocks": list(blocks),
            "publishable": checked.publishable,
            "uploaded": now,
            "uploaded_by": by,
        }
        found, _ = Draft.objects.update_or_create(course=course, defaults=said)
        if before is not None and before.source_id != found.source_id:
            files.discard(before.source)
        if how:
            note(course, by, how, now, None, **(told or {}))
    return found


def upload(
    source: Path | bytes, by: Person, now: datetime, how: str = "brought", told: Mapping[str, str] | None = None
) -> Draft:
    """Keep an uploaded archive as a draft; see `draft` for `how` and `told`. Raises ArchiveRefused, NotPublishable, OtherTeam, OSError."""
    with tempfile.TemporaryDirectory(prefix="takwin-upload-") as temporary:
        return draft(pack.unpack(source, Path(temporary) / "course"), by, now, how=how, told=told)


def publish_draft(found: Draft, by: Person, now: datetime, said: str = "") -> Published:
    """Publish what was uploaded; the draft is then gone, unless a colleague has replaced it meanwhile. Raises NotPublishable, OtherTeam, DraftReplaced, OSError."""
    with tempfile.TemporaryDirectory(prefix="takwin-draft-") as temporary:
        place = unpacked(found, Path(temporary) / "course")
        published = publish(place, by, now, said)
    _drop(found)
    return published


def unpacked(found: Draft, place: Path) -> Path:
    """The folder of a draft, at a place that does not exist yet. Raises DraftReplaced where a colleague was quicker, OSError."""
    try:
        return pack.unpack(blob_path(found.source_id), place)
    except FileNotFoundError:
        if Draft.objects.filter(pk=found.pk, source=found.source_id).exists():
            raise
        raise DraftReplaced from None


def check_again(found: Draft) -> bool:
    """Read a draft anew, as this version of the program does and in its words. Returns whether anything is told otherwise. Raises
    OSError."""
    with tempfile.TemporaryDirectory(prefix="takwin-draft-") as temporary:
        checked = check(pack.unpack(blob_path(found.source_id), Path(temporary) / "course"))
    problems = [to_json(one) for one in [*checked.problems, *checked.accepted]]
    if (told := loads(dumps(problems))) == found.problems and checked.publishable == found.publishable:
        return False
    found.problems, found.publishable = told, checked.publishable
    found.save(update_fields=["problems", "publishable"])
    return True


def check_all() -> int:
    """Read every draft anew; of how many something is told otherwise. A draft whose source cannot be read stays as it is. For the
    upgrade of a site."""
    many = 0
    for found in Draft.objects.order_by("pk"):
        with suppress(OSError, ArchiveRefused):
            many += check_again(found)
    return many


@transaction.atomic
def discard_draft(found: Draft, by: Person, now: datetime) -> None:
    """Throw a draft away. Raises DraftReplaced."""
    if not _drop(found):
        raise DraftReplaced
    note(found.course, by, "discarded", now)


@transaction.atomic
def _drop(found: Draft) -> bool:
    """Whether it was still there."""
    gone, _ = Draft.objects.filter(pk=found.pk, source=found.source_id).delete()
    if gone:
        files.discard(found.source)
    return bool(gone)


def to_json(found: Problem) -> dict[str, Any]:
    """A problem as a draft keeps it, to be translated when it is read."""
    return {
        "level": found.level,
        "name": found.name,
        "file": found.file,
        "line": found.line,
        "sentence": [found.sentence.message, found.sentence.values],
        "try_this": [found.try_this.message, found.try_this.values],
        "place": found.place,
        **({"accepted": found.accepted} if found.accepted else {}),
    }


def _put_whole(place: Path) -> files.Stored:
    """The whole folder as it was given, so that its mistakes stay where they were."""
    with tempfile.NamedTemporaryFile(prefix="takwin-draft-") as stream:
        pack.write(stream, folder.listing(place))
        stream.flush()
        return files.put(Path(stream.name))

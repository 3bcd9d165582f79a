"""A course folder becomes a release: all of it or nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from django.db import transaction
from django.db.models import Max

from takwin.accounts.actions import know_team
from takwin.accounts.models import Person
from takwin.content import pack
from takwin.content.actions import journal
from takwin.content.check import check
from takwin.content.compiler import RENDERER, Compiled
from takwin.content.compiler.media import Away
from takwin.content.models import Course, ItemKey, Media, Member, Page, Release, ReleaseItem
from takwin.content.source.problems import Problem, at_level, errors
from takwin.files import actions as files
from takwin.files.actions import Stored

ZIP = "application/zip"
WRITERS = (Member.Role.OWNER, Member.Role.AUTHOR)
"""Who may publish."""


@dataclass(frozen=True, slots=True)
class Published:
    """A release; `created` is False when the same source had been published before. `problems` are its warnings that nobody has accepted."""

    release: Release
    created: bool
    problems: tuple[Problem, ...]


class NotPublishable(ValueError):
    """The source has errors; nothing was written."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(errors(problems))} errors")
        self.problems = problems


class OtherTeam(ValueError):
    """The course belongs to a team that the person is not part of, or it is new and the person may not create courses."""


def publish(
    place: Path, by: Person | None, now: datetime, note: str = "", away: Away = MappingProxyType({})
) -> Published:
    """Make a release of a course folder, with media that are `away`, which come later or never. The same source again gives the release there is. A new course has `by` as its team.
    Raises NotPublishable, OtherTeam; OSError when the disk refuses."""
    checked = check(place, away=away)
    compiled = checked.compiled
    if checked.course is None or compiled is None or not checked.publishable:
        raise NotPublishable(checked.problems)
    texts = files.put(pack.of_course(checked.course, {}))
    for medium in compiled.media.values():
        if medium.path not in away:
            files.put(medium.data)
    with transaction.atomic():
        course = course_for(compiled.outline["course"], by, WRITERS)
        release = course.releases.filter(digest=compiled.digest).first()
        created = release is None
        if release is None:
            release = _release(course, compiled, texts, by, now, note)
            journal.note(course, by, "published", now, number=release.number)
        elif release.source_id != texts[0]:
            _with_notes(release, texts)
    return Published(release, created, tuple(at_level(checked.problems, "warning")))


def course_for(slug: str, by: Person | None, roles: Collection[str] = Member.Role.values) -> Course:
    """The course with this id, locked until the transaction ends; made, with its owner, when it is new. Raises OtherTeam for whoever
    has none of these roles in its team."""
    if by is not None and not (by.is_author or by.is_staff or Course.objects.filter(slug=slug).exists()):
        raise OtherTeam(slug)
    course, created = Course.objects.select_for_update().get_or_create(slug=slug)
    if created and by is not None:
        Member.objects.create(course=course, person=by, role=Member.Role.OWNER)
        know_team(by, True)
    elif by is not None and not by.is_staff and not course.members.filter(person=by, role__in=roles).exists():
        raise OtherTeam(slug)
    return course


def _release(course: Course, compiled: Compiled, texts: Stored, by: Person | None, now: datetime, note: str) -> Release:
    latest = course.releases.aggregate(number=Max("number"))["number"] or 0
    release = Release.objects.create(
        course=course,
        number=latest + 1,
        digest=compiled.digest,
        outline=compiled.outline,
        source=files.register(texts, ZIP),
        renderer=RENDERER,
        note=note[:300],
        published=now,
        published_by=by,
    )
    derive(release, compiled)
    return release


def _with_notes(release: Release, texts: Stored) -> None:
    """The same course with other notes of its team, such as what it accepts: the release stays what it is, its source tells them."""
    before = release.source
    release.source = files.register(texts, ZIP)
    release.save(update_fields=["source"])
    files.discard(before)


def derive(release: Release, compiled: Compiled) -> None:
    """The rows that follow from the source: pages, questions, keys, media. Their bytes are on the disk already."""
    Page.objects.bulk_create(
        Page(release=release, step=step, language=language, parts=parts)
        for (step, language), parts in compiled.pages.items()
    )
    ReleaseItem.objects.bulk_create(
        ReleaseItem(release=release, item=name, public=dict(one.public), hints=dict(one.hints))
        for name, one in compiled.items.items()
    )
    ItemKey.objects.bulk_create(
        ItemKey(release=release, item=name, sealed=one.sealed, key=dict(one.key))
        for name, one in compiled.items.items()
    )
    blobs = {
        path: files.register((one.digest, one.size), one.media_type, shown=True) for path, one in compiled.media.items()
    }
    Media.objects.bulk_create(
        Media(release=release, path=path, blob=blobs[path], derived=one.derived) for path, one in compiled.media.items()
    )

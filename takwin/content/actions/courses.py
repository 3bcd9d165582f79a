"""What happens to whole courses: they are copied, archived and taken out of the archive."""

import re
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.db import transaction

from takwin.accounts.models import Person
from takwin.content.actions.drafts import draft
from takwin.content.actions.journal import note
from takwin.content.actions.publish import OtherTeam
from takwin.content.actions.rendering import source_of
from takwin.content.models import Course, Draft, Release
from takwin.content.source import writer
from takwin.content.source.fields import LONGEST_ID, SLUG


class NotAnId(ValueError):
    """What was given is no id that a course may have."""


class Taken(ValueError):
    """Another course has this id."""


def duplicate(release: Release, slug: str, by: Person, now: datetime) -> Draft:
    """Begin another course from a release: a draft under a new id, whose team is whoever asks. Raises NotAnId, Taken, OtherTeam,
    NotPublishable, OSError."""
    if not re.fullmatch(SLUG, slug) or len(slug) > LONGEST_ID:
        raise NotAnId(slug)
    if not (by.is_author or by.is_staff):
        raise OtherTeam(slug)
    if Course.objects.filter(slug=slug).exists():
        raise Taken(slug)
    course, media = source_of(release)
    with tempfile.TemporaryDirectory(prefix="takwin-copy-") as temporary, transaction.atomic():
        place = Path(temporary) / "course"
        writer.write(replace(course, id=slug), media, place)
        found = draft(place, by, now, how="")
        note(found.course, by, "copy", now, original=release.course.slug, number=release.number)
        note(release.course, by, "copied", now, copy=slug)
    return found


@transaction.atomic
def archive(course: Course, by: Person, now: datetime) -> None:
    """Take a course out of the catalogue; who takes it goes on. Doing it twice changes nothing."""
    if Course.objects.filter(pk=course.pk, archived=None).update(archived=now):
        note(course, by, "archived", now)


@transaction.atomic
def unarchive(course: Course, by: Person, now: datetime) -> None:
    """Bring a course back into the catalogue."""
    if Course.objects.filter(pk=course.pk, archived__isnull=False).update(archived=None):
        note(course, by, "unarchived", now)

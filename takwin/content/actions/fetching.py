"""A course folder is fetched from a git address and becomes a draft: asked for by a person, done in the background."""

import tempfile
import time
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content import pack
from takwin.content.actions.drafts import upload
from takwin.content.actions.publish import NotPublishable, OtherTeam
from takwin.content.models import Fetch
from takwin.content.source import folder
from takwin.jobs import task
from takwin.lib.archive import ArchiveRefused
from takwin.lib.git import FetchRefused, address
from takwin.lib.git import fetch as fetch_state
from takwin.lib.text import N_, Sentence

NO_COURSE = Sentence(N_("There is no course in this folder: course.yaml cannot be read, or has no id."))
OTHER_TEAM = Sentence(
    N_("Another team has a course with this id. Change “id” in course.yaml, or ask them to take you in.")
)
BUSY = Sentence(N_("Something is being fetched for you already. Wait until it is done."))
BROKEN = Sentence(N_("Something went wrong here. Try again later, or upload the course as a zip file."))
EVERY = 1.0
"""Seconds between two notes of how much has come."""


def ask(url: str, branch: str, within: str, by: Person, now: datetime) -> Fetch:
    """Have a course fetched. Raises FetchRefused for an address that is not asked, and for a person whose last one is under way."""
    where = address(url, branch, within, private=settings.GIT_PRIVATE)
    if Fetch.objects.filter(by=by, state__in=Fetch.UNDER_WAY).exists():
        raise FetchRefused(BUSY)
    asked = Fetch.objects.create(url=where.url, branch=where.branch, folder=where.folder, by=by, asked=now)
    fetch.enqueue(asked.pk)
    asked.refresh_from_db()
    return asked


@task
def fetch(pk: int) -> None:
    """Do what was asked. Done twice, it is done once."""
    asked = Fetch.objects.select_related("by").filter(pk=pk, state__in=Fetch.UNDER_WAY).first()
    if asked is None:
        return
    _note(asked, state=Fetch.State.RUNNING)
    try:
        _fetched(asked)
    except FetchRefused as refused:
        _refuse(asked, refused.sentence)
    except ArchiveRefused as refused:
        _refuse(asked, refused.sentence)
    except NotPublishable:
        _refuse(asked, NO_COURSE)
    except OtherTeam:
        _refuse(asked, OTHER_TEAM)
    except Exception:
        _refuse(asked, BROKEN)
        raise


def _fetched(asked: Fetch) -> None:
    if asked.by is None:
        raise FetchRefused(BROKEN)
    private = settings.GIT_PRIVATE
    where = address(asked.url, asked.branch, asked.folder, private=private)
    with tempfile.TemporaryDirectory(prefix="takwin-fetch-") as temporary:
        place, commit = fetch_state(where, Path(temporary) / "fetched", private=private, progress=_Heard(asked))
        archive = Path(temporary) / "course.zip"
        with archive.open("wb") as stream:
            pack.write(stream, folder.listing(place))
        draft = upload(archive, asked.by, timezone.now(), how="fetched", told={"address": asked.url})
    before = (
        Fetch.objects.filter(course=draft.course, state=Fetch.State.DONE).exclude(pk=asked.pk).order_by("-pk").first()
    )
    _note(
        asked,
        state=Fetch.State.DONE,
        course=draft.course,
        commit=commit.id,
        subject=commit.subject,
        committed=commit.at,
        news=before is None or before.commit != commit.id,
        ended=timezone.now(),
    )


class _Heard:
    """Notes how much has come, now and then."""

    def __init__(self, asked: Fetch) -> None:
        self.asked, self.next = asked, 0.0

    def __call__(self, size: int) -> None:
        if time.monotonic() >= self.next:
            self.next = time.monotonic() + EVERY
            _note(self.asked, size=size)


def _refuse(asked: Fetch, sentence: Sentence) -> None:
    said = [sentence.message, sentence.values]
    _note(asked, state=Fetch.State.REFUSED, sentence=said, ended=timezone.now())


def _note(asked: Fetch, **values: object) -> None:
    Fetch.objects.filter(pk=asked.pk).update(**values)

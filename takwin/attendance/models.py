"""Meetings in a room, who runs them, and who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

from takwin.attendance import presence
from takwin.attendance.presence import BADGES, STATUSES, WAYS, Mark
from takwin.learning.models import Enrolment, Run
from takwin.lib.ids import uuid7

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


def new_uid() -> UUID:
    """An identifier for a new row."""
    return uuid7()


class RoomSession(models.Model):
    """A meeting of a run in a room. `steps` are keys "module/step" by their place: "before", "inside", "after"; `capacity` is that of the
    room: where there is one, each person takes a place; `meeting` is shared by sessions that are one meeting held several times, of which
    each person comes to one; `revision` grows when it is moved or cancelled, so that everybody is told once; `why` says why it was
    cancelled."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="sessions", db_index=False)
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=200)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    capacity = models.PositiveIntegerField(null=True, blank=True)
    meeting = models.UUIDField(null=True, blank=True, db_index=True)
    steps = models.JSONField(default=dict)
    cancelled = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)
    created = models.DateTimeField()
    if TYPE_CHECKING:
        trainers: RelatedManager[Trainer]
        presences: RelatedManager[Presence]
        places: RelatedManager[Place]

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="session_ends_after_it_starts")]
        indexes = [models.Index(fields=["run", "starts"], name="sessions_of_a_run")]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return presence.length(self.starts, self.ends)


class Trainer(models.Model):
    """Somebody who runs a meeting."""

    session = models.ForeignKey(RoomSession, on_delete=models.CASCADE, related_name="trainers", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="trainer_once")]


class Place(models.Model):
    """A learner's place at a meeting, or that they wait for one, since when; `by` is who gave it to them, nobody where they took it
    themselves, and `why` is the reason for a place more than there are."""

    session = models.ForeignKey(RoomSession, on_delete=models.CASCADE, related_name="places", db_index=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="+")
    waits = models.BooleanField(default=False)
    since = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "enrolment"], name="place_once")]
        indexes = [models.Index(fields=["session", "waits", "since"], name="places_in_turn")]


class Presence(models.Model):
    """What holds of a learner at a meeting: the last of its entries that counts."""

    session = models.ForeignKey(RoomSession, on_delete=models.PROTECT, related_name="presences", db_index=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="presences")
    status = models.CharField(max_length=8)
    minutes = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    if TYPE_CHECKING:
        entries: RelatedManager[Entry]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "enrolment"], name="present_once")]

    @property
    def mark(self) -> Mark:
        """As the rules see it."""
        return Mark(self.status, self.minutes)

    @property
    def said(self) -> str:
        """What holds, in the reader's language."""
        return gettext(STATUSES[self.status])

    @property
    def badge(self) -> str:
        """How its badge looks."""
        return BADGES[self.status]


class Entry(models.Model):
    """Something that was noted of a learner, in one of the ways; only ever added to. `counts` tells that it changed what holds; `by` is
    who noted it, nobody where people noted themselves; `device` stands for the browser, within this meeting only."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    presence = models.ForeignKey(Presence, on_delete=models.CASCADE, related_name="entries", db_index=False)
    way = models.CharField(max_length=12)
    status = models.CharField(max_length=8)
    minutes = models.PositiveSmallIntegerField()
    counts = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=300, blank=True)
    device = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [models.Index(fields=["presence", "at"], name="entries_of_a_presence")]

    @property
    def said(self) -> str:
        """What was noted, in the reader's language."""
        return gettext(STATUSES[self.status])

    @property
    def way_said(self) -> str:
        """How it was noted, in the reader's language."""
        return gettext(WAYS[self.way])


class Certificate(models.Model):
    """What was certified of somebody's presences (`certifying.Facts`), in a language. Whoever has its `code`, from the paper, may check it.
    The same facts have one certificate: `digest` stands for them."""

    code = models.CharField(max_length=16, unique=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=8)
    issued = models.DateTimeField()
    facts = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "language", "digest"], name="certified_once")]

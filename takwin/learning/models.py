"""Runs, enrolments and what the record makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from takwin.content.models import Course, Release
from takwin.institutions.look import Brand
from takwin.institutions.models import Node
from takwin.learning.presets import preset
from takwin.learning.run import Policy
from takwin.lib.ids import uuid7

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


def new_uid() -> UUID:
    """An identifier for a new enrolment."""
    return uuid7()


class Run(models.Model):
    """A release offered to people between two dates, or without dates, in a format: `policy` is a `run.Policy` as JSON. `admission` is a
    copy of the policy's, to choose by; `guided` tells that a step page has to ask the policy; `revision` grows with every change
    of it; `code` lets in whoever has it; `node` is the institution that offers the run, none for the site itself; on `reminded` its people
    were last told what comes; `elsewhere`: it is a run of another site, whose people study here, and which alone lets in and gives
    credentials; `meets` tells that it has meetings in a room, `tutored` that it
    has tutors."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="runs")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="runs")
    slug = models.SlugField(max_length=80)
    opens = models.DateTimeField(null=True, blank=True)
    closes = models.DateTimeField(null=True, blank=True)
    listed = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=120, blank=True)
    format = models.CharField(max_length=20, default="self-study")
    admission = models.CharField(max_length=12, default="open")
    policy = models.JSONField(default=dict)
    guided = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    code = models.CharField(max_length=16, blank=True)
    node = models.ForeignKey(Node, on_delete=models.PROTECT, null=True, blank=True, related_name="runs")
    reminded = models.DateField(null=True, blank=True)
    elsewhere = models.BooleanField(default=False)
    meets = models.BooleanField(default=False)
    tutored = models.BooleanField(default=False)
    if TYPE_CHECKING:
        enrolments: RelatedManager[Enrolment]
        audience: RelatedManager[Audience]
        waiting: RelatedManager[Waiting]
        invitations: RelatedManager[Invitation]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="run_slug_once"),
            models.CheckConstraint(
                condition=Q(opens=None) | Q(closes=None) | Q(opens__lt=models.F("closes")),
                name="run_opens_before_it_closes",
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="run_code_once"),
        ]

    @property
    def format_title(self) -> str:
        """The name of its format, in English."""
        return preset(self.format).title

    @property
    def brand(self) -> Brand | None:
        """How its pages look to the reader: as those of the institution that offers it."""
        return self.node.brand if self.node else None

    @property
    def rules(self) -> Policy:
        """What it asks and allows."""
        return Policy.from_json(self.policy)


class Audience(models.Model):
    """A node of institutions whose people may join a run, or are put into it."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="audience")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="audiences")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "node"], name="audience_once")]


class Enrolment(models.Model):
    """A person in a run, on the release they started. `uid` is the record's registration; `last_step` is where to resume. One of an account
    that was merged into another which takes the same run is nobody's any more: it goes on in `merged_into`.

    `taken_as` is no column: the taking under which an act that comes late was done, where that was merged into this one."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="enrolments", db_index=False
    )
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="enrolments", db_index=False)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    enrolled = models.DateTimeField()
    left = models.DateTimeField(null=True, blank=True)
    last_step = models.CharField(max_length=170, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged", db_index=False)
    taken_as: UUID | None = None

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "run"], name="enrolled_once")]
        indexes = [
            models.Index(fields=["run", "left", "person"], name="people_of_a_run"),
            models.Index(fields=["merged_into"], condition=~Q(merged_into=None), name="enrolments_merged"),
        ]

    @property
    def taking(self) -> UUID:
        """The registration of what is done now."""
        return self.taken_as or self.uid


class OwnPace(models.Model):
    """What a person has of their own in a run (`way.Own`): days given to them beyond the dates of others, and the minutes a week that
    they say they have."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, primary_key=True, related_name="pace")
    days = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField(null=True, blank=True)


class InGroup(models.Model):
    """The group into which somebody was moved by hand; without it one is in the group of one's place (`groups.number`)."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, primary_key=True, related_name="group")
    number = models.PositiveIntegerField()


class TakenOut(models.Model):
    """Somebody whom the team or an organiser took out of a run, until they are let in again; `code` is the code that the run had then."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, primary_key=True, related_name="taken_out")
    at = models.DateTimeField()
    code = models.CharField(max_length=16, blank=True)


class Waiting(models.Model):
    """A person who waits for a seat. While `until` is to come a seat is kept for them; once it is past, it went to the next one."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="waiting")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "person"], name="waits_once")]
        indexes = [models.Index(fields=["run", "since"], name="waiting_in_turn")]


class Invitation(models.Model):
    """A letter that lets one person into a run. `token` is the secret of its link; `used` by whom it was taken, and when."""

    token = models.CharField(max_length=43, unique=True)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=8, default="fr")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    mailed = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    used = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "email"], condition=Q(used=None), name="invited_once")]


class Progress(models.Model):
    """The fold of an enrolment's sentences, kept ready. `state` is `progress.State` as JSON; the rest is for lists and sums."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, primary_key=True, related_name="progress")
    state = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    mark = models.PositiveIntegerField(default=0)
    completed = models.DateTimeField(null=True, blank=True)

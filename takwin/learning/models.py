"""Runs, enrolments and what the record makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from takwin.content.models import Course, Release
from takwin.lib.ids import uuid7

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


def new_uid() -> UUID:
    """An identifier for a new enrolment."""
    return uuid7()


class Run(models.Model):
    """A release offered to people between two dates, or without dates."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="runs")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="runs")
    slug = models.SlugField(max_length=80)
    opens = models.DateTimeField(null=True, blank=True)
    closes = models.DateTimeField(null=True, blank=True)
    listed = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)
    if TYPE_CHECKING:
        enrolments: RelatedManager[Enrolment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="run_slug_once"),
            models.CheckConstraint(
                condition=Q(opens=None) | Q(closes=None) | Q(opens__lt=models.F("closes")),
                name="run_opens_before_it_closes",
            ),
        ]


class Enrolment(models.Model):
    """A person in a run, on the release they started. `uid` is the record's registration; `last_step` is where to resume."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="enrolments", db_index=False
    )
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="enrolments", db_index=False)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    enrolled = models.DateTimeField()
    left = models.DateTimeField(null=True, blank=True)
    last_step = models.CharField(max_length=170, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "run"], name="enrolled_once")]
        indexes = [models.Index(fields=["run", "left", "person"], name="people_of_a_run")]


class Progress(models.Model):
    """The fold of an enrolment's sentences, kept ready. `state` is `progress.State` as JSON; the rest is for lists and sums."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, primary_key=True, related_name="progress")
    state = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    mark = models.PositiveIntegerField(default=0)
    completed = models.DateTimeField(null=True, blank=True)

"""Answers and what they earned."""

from uuid import UUID

from django.conf import settings
from django.db import models

from takwin.content.models import Release
from takwin.files.models import Blob
from takwin.learning.models import Enrolment, Run
from takwin.records.fields import CompactUUIDField


class Attempt(models.Model):
    """One answer to one question. `uid` is its statement; `mark` (hundredths) is what it earned, as last marked;
    `seconds` how long after the page was shown it was given, where that is known; `sure` (1 to 3) what the person said of it, where
    the quiz asks. `number` (from 1) is its place in the order of meaning, which an answer that comes late from a device may change; of a
    question that asks another row each time, `turn` is the number for which it was asked, where that is another; `asked_of` is the taking
    of which it was asked, where that was merged into this enrolment.

    What the person wrote lies here. The statement holds only its digest, and of a question that is never marked (`points` 0) not even
    that."""

    uid = CompactUUIDField(unique=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attempts", db_index=False)
    item = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField(null=True)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+", db_index=False)
    language = models.CharField(max_length=16)
    response = models.JSONField()
    mark = models.PositiveIntegerField()
    points = models.PositiveIntegerField()
    at = models.DateTimeField()
    seconds = models.PositiveIntegerField(null=True)
    sure = models.PositiveSmallIntegerField(null=True)
    asked_of = CompactUUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "item", "number"], name="attempt_number_once")]
        indexes = [models.Index(fields=["item", "id"], condition=models.Q(points=0), name="attempt_never_marked")]

    @property
    def asked_as(self) -> int:
        """The number for which the question was asked."""
        return self.turn or self.number

    @property
    def who(self) -> UUID:
        """The taking in whose order of questions it was asked."""
        return self.asked_of or self.enrolment.uid


class HandMark(models.Model):
    """An answer that the course team marks by hand. It waits while `at` is None; then `mark` (hundredths) is what `by` gave it, with words
    for the person who answered."""

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, primary_key=True, related_name="by_hand")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="+", db_index=False)
    item = models.CharField(max_length=80)
    mark = models.PositiveIntegerField(default=0)
    comment = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["run", "attempt"], condition=models.Q(at=None), name="handmark_waiting"),
            models.Index(fields=["run", "at"], name="handmark_given"),
        ]


class AnswerFile(models.Model):
    """A file for an answer, under the name it had. Only the person and, once it is `handed_in` with an answer that people mark, the
    course team may have it; the answer names its `uid`. Until then it waits for the rest of its form."""

    uid = CompactUUIDField(unique=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="files")
    item = models.CharField(max_length=80)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    handed_in = models.BooleanField(default=False)
    at = models.DateTimeField()


class Correction(models.Model):
    """A key that was corrected after people answered: who, when, why, from which release to which."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="corrections")
    item = models.CharField(max_length=80)
    before = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()


class CorrectedMark(models.Model):
    """One attempt whose mark a correction changed (hundredths)."""

    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="marks")
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="corrections")
    was = models.PositiveIntegerField()
    became = models.PositiveIntegerField()

"""Private texts of learners."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from takwin.learning.models import Enrolment
from takwin.records.fields import CompactUUIDField

LONGEST = 20_000
"""Signs of a text."""
KEPT = 20
"""Versions of each text that are kept."""


class Writing(models.Model):
    """One version of a text. `uid` is its statement; `place` the step ("module/step") of a note or the task of a draft; `at` and `uid` tell
    which is the newest. The statement holds the digest of `salt` and text."""

    class Kind(models.TextChoices):
        NOTE = "note", _("note")
        DRAFT = "draft", _("draft")

    uid = CompactUUIDField(primary_key=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="writings", db_index=False)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    place = models.CharField(max_length=170)
    text = models.TextField(blank=True)
    salt = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["enrolment", "kind", "place", "at"], name="writings_of_a_place")]

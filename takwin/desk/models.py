"""What devices take with them, and what has come back from them."""

from django.db import models

from takwin.content.models import Release
from takwin.files.models import Blob
from takwin.learning.models import Enrolment
from takwin.records.fields import CompactUUIDField


class Pack(models.Model):
    """A release in one language, packed for a device: `variant` is what goes along of its media, `made_by` the digest of what rendered
    it (`rendering.version`). Derived; may be made again."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="packs", db_index=False)
    language = models.CharField(max_length=16)
    variant = models.CharField(max_length=8)
    made_by = models.CharField(max_length=16)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "language", "variant", "made_by"], name="pack_once"),
        ]


class Act(models.Model):
    """An act that came from a device and was taken. `uid` is the id made there; `at` when it was done by the server's clock, `offset`
    what the device's clock was behind it (milliseconds), both fixed when it came first; `odd` what cannot be true of the time it told."""

    uid = CompactUUIDField(primary_key=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=8)
    at = models.DateTimeField()
    offset = models.BigIntegerField()
    odd = models.CharField(max_length=8, blank=True)
    came = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["enrolment"], condition=~models.Q(odd=""), name="acts_at_odd_times"),
        ]

"""Which runs the people of a place are put into, and the sums that pages of figures read."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from takwin.institutions.models import Node
from takwin.learning.models import Run


class Placement(models.Model):
    """The people of a place, now and as long as this stands, are put into a run. Ended, it takes nobody out."""

    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="placements")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="placements")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "run"], condition=Q(ended=None), name="placed_once")]


class Standing(models.Model):
    """The sums of one cohort (`sums.Sum`), for its people as such (`run` empty) or in one run. Derived: counted anew by the clock, when
    anything happened."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="+", db_index=False)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    people = models.PositiveIntegerField(default=0)
    absent = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    completed = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["node", "run"], name="standing_of_a_cohort")]


class Counted(models.Model):
    """When the sums were counted last, and up to where: the last sentence of the record, the last deed and the last membership then."""

    at = models.DateTimeField()
    seen = models.CharField(max_length=200)

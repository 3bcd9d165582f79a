"""The secret address of a person's calendar, and what it told last."""

from django.conf import settings
from django.db import models


class Subscription(models.Model):
    """A calendar at a secret address: whoever has the `token` reads it. `asked` is when a program last did."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="calendar"
    )
    token = models.CharField(max_length=43, unique=True)
    since = models.DateTimeField()
    asked = models.DateTimeField(null=True, blank=True)


class Entry(models.Model):
    """An event as it was last told (`keeping.Kept`): `told` is its `Dated` as JSON; `changed` when it became so; `gone` when it went away."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="entries", db_index=False)
    uid = models.CharField(max_length=80)
    told = models.JSONField()
    sequence = models.PositiveIntegerField(default=0)
    changed = models.DateTimeField()
    gone = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "uid"], name="calendar_entry_once")]

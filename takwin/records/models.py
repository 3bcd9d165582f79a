"""The record's tables: sentences that are only ever added, and small dictionaries that keep them short."""

from django.db import models

from takwin.records.fields import CompactUUIDField


class Actor(models.Model):
    """A pseudonym that sentences speak of."""

    uid = CompactUUIDField(unique=True)


class Scope(models.Model):
    """An opaque owner of sentences, which keys filter on."""

    name = models.CharField(max_length=64, unique=True)


class Activity(models.Model):
    """What sentences are about: a path below the site's activity address."""

    path = models.CharField(max_length=400, unique=True)


class Registration(models.Model):
    """One person's taking of one run (xAPI `context.registration`)."""

    uid = CompactUUIDField(unique=True)


class Sentence(models.Model):
    """One statement as stored. `seq` is the order of arrival; (`at`, `uid`) the order of meaning.

    Times are milliseconds since 1970, UTC. `result` is compact JSON or empty."""

    seq = models.BigAutoField(primary_key=True)
    uid = CompactUUIDField(unique=True)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, db_index=False)
    verb = models.SmallIntegerField()
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, db_index=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, null=True)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, db_index=False)
    audience = models.SmallIntegerField()
    at = models.BigIntegerField()
    stored = models.BigIntegerField()
    result = models.TextField(blank=True)


class Cursor(models.Model):
    """How far a follower has read, and the sentence it stopped at if it could not go on."""

    follower = models.CharField(max_length=64, primary_key=True)
    seq = models.BigIntegerField(default=0)
    stopped_at = models.BigIntegerField(null=True)
    trouble = models.TextField(blank=True)
    updated = models.DateTimeField(auto_now=True)

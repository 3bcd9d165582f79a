"""The boxes of a parent site, the parent of a box, and the parcels that went between them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from takwin.institutions.models import Node
from takwin.learning.models import Enrolment
from takwin.records.fields import CompactUUIDField


class Box(models.Model):
    """At the parent: a site on a laptop of a centre. `public` and `sealing` are its keys (`keys.End`); `number` that of the last parcel made for it;
    once `closed` nothing is taken from it any more. In the newest parcel that came from it (`heard`, its number, `seen` here at that time) `waits` acts were left
    over, and its clock was so many seconds `behind`; below zero: ahead."""

    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="boxes")
    public = models.CharField(max_length=64, unique=True)
    sealing = models.CharField(max_length=64)
    number = models.PositiveIntegerField(default=0)
    created = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    closed = models.DateTimeField(null=True)
    seen = models.DateTimeField(null=True)
    heard = models.PositiveIntegerField(default=0)
    waits = models.PositiveIntegerField(default=0)
    behind = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node"], condition=Q(closed=None), name="one_box_of_a_centre")]


class Guest(models.Model):
    """At the parent: an enrolment that was told to a box, and of which the box may therefore tell acts."""

    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="guests", db_index=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["box", "enrolment"], name="guest_once")]


class Home(models.Model):
    """At a box: its parent. `confirmed` is the number of the last sentence of which the parent has said what became of it; `number` that of the last
    parcel made here, `newest` that of the newest roster taken; `media` says which media of courses it fetches (`media.VARIANTS`)."""

    address = models.CharField(max_length=200, blank=True)
    public = models.CharField(max_length=64)
    sealing = models.CharField(max_length=64)
    centre = models.BigIntegerField()
    names = models.JSONField(default=dict)
    joined = models.DateTimeField()
    confirmed = models.BigIntegerField(default=0)
    media = models.CharField(max_length=8, default="all")
    number = models.PositiveIntegerField(default=0)
    newest = models.PositiveIntegerField(default=0)


class Place(models.Model):
    """At a box: a node of its parent, by its number there."""

    theirs = models.BigIntegerField(unique=True)
    node = models.OneToOneField(Node, on_delete=models.CASCADE, related_name="+")


class Clock(models.Model):
    """At a box: what its own clock said (`here`) and what its parent's did (`there`), after so many sentences; see `clock.Reading`."""

    after = models.BigIntegerField(unique=True)
    here = models.DateTimeField()
    there = models.DateTimeField()
    exact = models.BooleanField()


class Learnt(models.Model):
    """At a box: a sentence that its parent told, which need not go back there."""

    uid = CompactUUIDField(primary_key=True)


class Upload(models.Model):
    """At a box: how many bytes the parent has of a file that was handed in here."""

    digest = models.CharField(max_length=64, primary_key=True)
    have = models.PositiveIntegerField()


class Sent(models.Model):
    """At a box: a parcel with the acts told by sentences after one number up to another, and when the parent `answered` it."""

    digest = models.CharField(max_length=64, unique=True)
    after = models.BigIntegerField()
    upto = models.BigIntegerField()
    acts = models.PositiveIntegerField()
    at = models.DateTimeField()
    answered = models.DateTimeField(null=True)


class Came(models.Model):
    """A parcel that came: at the parent from a `box`, at a box from its parent (no box). `sentence` says why it was refused whole, [message, values]; else
    `taken`, `known` and `refused` count what was in it. One that was taken is known by its digest."""

    box = models.ForeignKey(Box, on_delete=models.CASCADE, null=True, related_name="came")
    digest = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=8, blank=True)
    number = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(null=True)
    at = models.DateTimeField()
    taken = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    sentence = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="came_once")]


class Turned(models.Model):
    """An act of a box that the parent could not take: at the parent by its `box`, at the box as the parent said. `why` is a sentence, [message, values]."""

    box = models.ForeignKey(Box, on_delete=models.CASCADE, null=True, related_name="turned")
    uid = CompactUUIDField()
    parcel = models.CharField(max_length=64)
    kind = models.CharField(max_length=8)
    why = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["box", "uid"], name="turned_once"),
            models.UniqueConstraint(fields=["uid"], condition=Q(box=None), name="turned_here_once"),
        ]

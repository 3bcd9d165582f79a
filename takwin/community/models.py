"""The hub of a run: what its participants publish, where it comes from, who answers whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from takwin.learning.models import Enrolment, Run

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class Hub(models.Model):
    """The meeting place of a run. Of the feeds of others, posts with its `tag` are taken. A `public` one is readable by everybody."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="hub")
    tag = models.CharField(max_length=60)
    public = models.BooleanField(default=False)
    opened = models.DateTimeField()
    if TYPE_CHECKING:
        posts: RelatedManager[Post]
        feeds: RelatedManager[Feed]


class Participant(models.Model):
    """What somebody chose in a hub: the daily letter, since when it was last sent, and the secret words of their address for posting by
    e-mail (`token`)."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, primary_key=True, related_name="in_hub")
    token = models.CharField(max_length=64, unique=True)
    daily = models.BooleanField(default=False)
    told = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["told"], condition=Q(daily=True), name="letter_due")]


class Feed(models.Model):
    """A participant's own pages elsewhere. `every` takes all its posts, else only those with the hub's tag. `trouble` is why it could
    not be read last time (an English msgid and what fills it), `failures` how often in a row; it is asked again when it is `due`."""

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="feeds", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feeds")
    address = models.CharField(max_length=500)
    page = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=200, blank=True)
    every = models.BooleanField(default=False)
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=100, blank=True)
    added = models.DateTimeField()
    asked = models.DateTimeField(null=True)
    due = models.DateTimeField(db_index=True)
    failures = models.PositiveSmallIntegerField(default=0)
    trouble = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hub", "address"], name="feed_once_in_a_hub")]


class Post(models.Model):
    """Something that a participant publishes: a post of their own (written here, sent as a letter, or read from their feed), or a resource
    that they propose, which `link` leads to. `html` is clean; `text` its first words; `author` and `licence` are as its feed tells them."""

    class Kind(models.TextChoices):
        """What it is."""

        POST = "post"
        RESOURCE = "resource"

    uid = models.UUIDField(unique=True)
    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="posts", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.POST)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    feed = models.ForeignKey(Feed, on_delete=models.SET_NULL, null=True, related_name="posts", db_index=False)
    guid = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=200)
    html = models.TextField(blank=True)
    text = models.CharField(max_length=600, blank=True)
    author = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField()
    received = models.DateTimeField()
    hidden = models.BooleanField(default=False)
    if TYPE_CHECKING:
        tags: RelatedManager[Tag]
        answers: RelatedManager[Connection]
        answered: RelatedManager[Connection]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "guid"], condition=Q(feed__isnull=False), name="post_once_from_a_feed"
            )
        ]
        indexes = [
            models.Index(fields=["hub", "-at", "-id"], name="posts_of_a_hub"),
            models.Index(fields=["hub", "link"], condition=~Q(link=""), name="posts_by_link"),
        ]


class Tag(models.Model):
    """A word that a post is found by."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="tags")
    word = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "word"], name="tag_once_on_a_post")]
        indexes = [models.Index(fields=["word", "post"], name="posts_with_tag")]


class Connection(models.Model):
    """A post answers or takes up another one. `why` is what somebody (`person`) says of it; without words it was found as a link in
    the post itself, or the post was written as an answer."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="answers", db_index=False)
    to = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="answered")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "to"], name="connected_once"),
            models.CheckConstraint(condition=~Q(post=F("to")), name="connected_with_another"),
        ]


class Report(models.Model):
    """Somebody says that a post should be looked at; open until a person of the team has (`settled`)."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=500)
    at = models.DateTimeField()
    settled = models.DateTimeField(null=True)


class Hiding(models.Model):
    """The team hid a post, with a reason; its author may appeal once; somebody of the team answers. It is over when it is `lifted`."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="hidings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    appeal = models.CharField(max_length=1000, blank=True)
    appealed = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    answered = models.DateTimeField(null=True)
    lifted = models.DateTimeField(null=True)

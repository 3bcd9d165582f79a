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

    class Meta:
        indexes = [
            models.Index(fields=["actor", "seq"], name="sentences_of_actor"),
            models.Index(fields=["scope", "activity", "verb", "audience", "seq"], name="sentences_on_activity"),
            models.Index(fields=["scope", "verb", "audience", "seq"], name="sentences_with_verb"),
        ]


class Cursor(models.Model):
    """How far a follower has read, and the sentence it stopped at if it could not go on."""

    follower = models.CharField(max_length=64, primary_key=True)
    seq = models.BigIntegerField(default=0)
    stopped_at = models.BigIntegerField(null=True)
    trouble = models.TextField(blank=True)
    updated = models.DateTimeField(auto_now=True)


class Key(models.Model):
    """What another system opens the record with: user and password (kept as a digest), for one scope. `rights` are names with
    blanks between, see `lrs.keys`. One that opens only `by_token` is an OAuth 2 client, and sends its password to the token endpoint alone."""

    user = models.CharField(max_length=64, unique=True)
    password = models.CharField(max_length=128)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT)
    rights = models.CharField(max_length=80)
    created = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    by_token = models.BooleanField(default=False)


class Received(models.Model):
    """A statement from another system. `text` is its JSON as it is given back. `actor`, `verb` and `activity` are marks
    (`lrs.marks`) of what it may be looked up by; `refers` the statement it is about, if it is about one.

    One that is erased leaves its row, without a text, so that nobody sends it again."""

    seq = models.BigAutoField(primary_key=True)
    uid = CompactUUIDField()
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, db_index=False)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, db_index=False)
    actor = models.BigIntegerField()
    verb = models.BigIntegerField()
    activity = models.BigIntegerField()
    registration = CompactUUIDField(null=True)
    refers = CompactUUIDField(null=True)
    voided = models.BooleanField(default=False)
    stored = models.BigIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "uid"], name="received_once")]
        indexes = [
            models.Index(fields=["scope", "actor", "seq"], name="received_of_actor"),
            models.Index(fields=["scope", "verb", "seq"], name="received_with_verb"),
            models.Index(fields=["scope", "activity", "seq"], name="received_on_activity"),
            models.Index(
                fields=["registration", "seq"], condition=models.Q(registration__isnull=False), name="received_under"
            ),
            models.Index(fields=["refers"], condition=models.Q(refers__isnull=False), name="received_about"),
        ]


class Mention(models.Model):
    """What else a statement is found by: whom and what it names in passing, and what the statement it refers to is found by."""

    what = models.BigIntegerField()
    received = models.ForeignKey(Received, on_delete=models.CASCADE)

    class Meta:
        indexes = [models.Index(fields=["what", "received"], name="mentions_of")]


class Document(models.Model):
    """A document that another system keeps here: of a `kind` ("state", "activity" or "agent"), under marks of the activity and the agent
    and perhaps a registration, by name. `place` is the digest of all of these."""

    place = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=8)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, db_index=False)
    activity = models.BigIntegerField()
    agent = models.BigIntegerField()
    registration = CompactUUIDField(null=True)
    name = models.TextField()
    media_type = models.CharField(max_length=200)
    content = models.BinaryField()
    changed = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["scope", "kind", "activity", "agent"], name="documents_of")]


class Described(models.Model):
    """The canonical definition of an activity of other systems: all that statements have told of it. `place` is a digest of scope and IRI."""

    place = models.CharField(max_length=64, unique=True)
    definition = models.TextField()


class Attachment(models.Model):
    """A file that came with statements, by its SHA-2."""

    sha2 = models.CharField(max_length=128, unique=True)
    media_type = models.CharField(max_length=200)
    content = models.BinaryField()

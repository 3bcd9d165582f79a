"""Courses, their teams and their releases. A release never changes once it is made."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from takwin.files.models import Blob


class Course(models.Model):
    """A course through all its releases. `caretaker` answers for the checklist that is read before it is opened."""

    slug = models.SlugField(max_length=80, unique=True)
    created = models.DateTimeField(auto_now_add=True)
    archived = models.DateTimeField(null=True, blank=True)
    caretaker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")


class Member(models.Model):
    """Somebody of a course's team. An owner may do everything; an author writes and publishes, sees marks and corrects keys; a reader
    reads, translates and brings in drafts, and sees nothing of the people who take the course."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        AUTHOR = "author", _("author")
        READER = "reader", _("reader and translator")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="teams")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.OWNER)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="member_once")]


class Act(models.Model):
    """What somebody of the team did, kept for ever: `what` is a name of `content.journal`, `values` fill its sentence; `about` is the
    person whom it concerned, if any."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="acts", db_index=False)
    what = models.CharField(max_length=16)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    about = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    values = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["course", "-at"], name="acts_of_a_course")]


class Tick(models.Model):
    """An item of the checklist that somebody has looked at and found good; `release` is the newest one there was."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="ticks")
    item = models.CharField(max_length=24)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    release = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "item"], name="tick_once")]


class Release(models.Model):
    """One published state of a course, named by the digest of its canonical source and media. `source` is a zip of its texts."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    outline = models.JSONField()
    source = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    renderer = models.PositiveIntegerField()
    note = models.CharField(max_length=300, blank=True)
    published = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "digest"], name="release_digest_once"),
            models.UniqueConstraint(fields=["course", "number"], name="release_number_once"),
        ]


class Fetch(models.Model):
    """A course that somebody had fetched from a git address: how far it is, and what came. `size` in bytes; `sentence` says why nothing
    came, [message, values]; `news`: something else than the time before."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        REFUSED = "refused"

    UNDER_WAY = (State.WAITING, State.RUNNING)

    url = models.CharField(max_length=300)
    branch = models.CharField(max_length=100, blank=True)
    folder = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, null=True, related_name="fetches")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    size = models.PositiveBigIntegerField(default=0)
    sentence = models.JSONField(default=list)
    commit = models.CharField(max_length=64, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    committed = models.CharField(max_length=40, blank=True)
    news = models.BooleanField(default=True)
    asked = models.DateTimeField()
    ended = models.DateTimeField(null=True)


class Page(models.Model):
    """A step in one language, rendered: a list of parts. Derived; may be rendered again."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="pages")
    step = models.CharField(max_length=170)
    language = models.CharField(max_length=16)
    parts = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "step", "language"], name="page_once")]


class ReleaseItem(models.Model):
    """The public part of a question: {language: public JSON}, and its hints {language: [html]}."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(max_length=80)
    public = models.JSONField()
    hints = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "item"], name="release_item_once")]


class ItemKey(models.Model):
    """What decides a mark and its feedback: {language: key JSON}. A sealed key never leaves the server."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="keys")
    item = models.CharField(max_length=80)
    sealed = models.BooleanField()
    key = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "item"], name="item_key_once")]


class Media(models.Model):
    """A file that a release uses, by the path its source gives it. A `derived` one was made from another and is not source."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="media")
    path = models.CharField(max_length=300)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    derived = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "path"], name="media_once")]


class Draft(models.Model):
    """The last upload of a course, kept until it is published or replaced: its files in a zip, what was found wrong or weak
    (as JSON of `Problem`), and what an importer could not carry."""

    course = models.OneToOneField(Course, on_delete=models.CASCADE, related_name="draft")
    source = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    title = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    losses = models.JSONField(default=list)
    blocks = models.JSONField(default=list)
    publishable = models.BooleanField()
    uploaded = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")


class Listing(models.Model):
    """What a catalogue shows of a release (`card.facts`). Derived; only for releases that are offered."""

    release = models.OneToOneField(Release, on_delete=models.CASCADE, primary_key=True, related_name="listing")
    facts = models.JSONField()


class Findable(models.Model):
    """What an offered release says in one language: `lines` as pairs of place and text (`card.Line`), and their folded words, each
    once. The database keeps an index of the words by itself: triggers on SQLite, a computed column on PostgreSQL."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="findable")
    language = models.CharField(max_length=16)
    lines = models.JSONField()
    words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "language"], name="findable_once")]

"""What a person should be told, kept until it is read."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from takwin.design.saying import worded
from takwin.lib.text import Sentence
from takwin.notices import timing
from takwin.notices.timing import Wish


class Notice(models.Model):
    """One thing told to one person: an English msgid and what fills it, translated when shown. `cause` makes it once. `due` is
    when it may leave by e-mail (none: it does not), `mailed` when it did. `names` is somebody else whom it names or quotes."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    cause = models.UUIDField()
    message = models.CharField(max_length=500)
    values = models.JSONField(default=dict)
    link = models.CharField(max_length=400, blank=True)
    created = models.DateTimeField()
    read = models.DateTimeField(null=True, blank=True)
    mailed = models.DateTimeField(null=True, blank=True)
    due = models.DateTimeField(null=True, blank=True)
    names = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "cause"], name="notice_once_per_cause")]
        indexes = [
            models.Index(fields=["person", "-created"], condition=Q(read=None), name="notice_unread"),
            models.Index(fields=["due"], condition=Q(mailed=None, due__isnull=False), name="notice_to_mail"),
            models.Index(fields=["names"], condition=Q(names__isnull=False), name="notice_naming"),
        ]

    @property
    def sentence(self) -> Sentence:
        """What is told, in English."""
        return Sentence(self.message, self.values)

    @property
    def text(self) -> str:
        """What is told, in the language of the moment."""
        return worded(self.message, self.values)


class Choice(models.Model):
    """How somebody wants to be written to (`timing.Wish`); without a row, as everybody who has not chosen."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="notice_choice"
    )
    mail = models.CharField(max_length=8, default=timing.DAILY)
    quiet_from = models.PositiveSmallIntegerField(default=21)
    quiet_until = models.PositiveSmallIntegerField(default=timing.MORNING)
    zone = models.CharField(max_length=40, default=timing.CASABLANCA)

    @property
    def wish(self) -> Wish:
        """The rule."""
        return Wish(self.mail, self.quiet_from, self.quiet_until, self.zone)

"""What a person should be told, kept until it is read."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from takwin.lib.text import Sentence


class Notice(models.Model):
    """One thing told to one person: an English msgid and what fills it, translated when shown. `cause` makes it once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    cause = models.UUIDField()
    message = models.CharField(max_length=500)
    values = models.JSONField(default=dict)
    link = models.CharField(max_length=400, blank=True)
    created = models.DateTimeField()
    read = models.DateTimeField(null=True, blank=True)
    mailed = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "cause"], name="notice_once_per_cause")]
        indexes = [models.Index(fields=["person", "-created"], condition=Q(read=None), name="notice_unread")]

    @property
    def sentence(self) -> Sentence:
        """What is told, in English."""
        return Sentence(self.message, self.values)

    @property
    def text(self) -> str:
        """What is told, in the language of the moment."""
        return str(Sentence(gettext(self.message), self.values))

"""People, the pseudonym under which the record knows them, and the ways back in."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takwin.accounts.names import tidy


class PersonManager(BaseUserManager["Person"]):
    """People, found by sign-in name."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username=tidy(username or ""))


class Person(AbstractBaseUser):
    """Somebody with an account. The record knows only `pseudonym`.

    `email` is an address that the person has shown to be theirs (lower case, or empty); `email_pending` is one that
    waits for its confirmation. An erased person has no name. An account that was merged into another one (`merged_into`) is closed; its
    names still lead there."""

    username = models.CharField(_("sign-in name"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    email_pending = models.EmailField(blank=True, default="", db_index=True)
    pseudonym = models.UUIDField(default=uuid4, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    is_active = models.BooleanField(default=True)
    is_author = models.BooleanField(_("may create courses"), default=False)
    is_staff = models.BooleanField(_("administrator"), default=False)
    in_team = models.BooleanField(default=False)
    """In the team of a course, as the room of courses says: every page asks it, so it stands with the person."""
    date_joined = models.DateTimeField(auto_now_add=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged", db_index=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="email_of_one_person"),
        ]
        indexes = [models.Index(fields=["merged_into"], condition=~Q(merged_into=None), name="people_merged")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep sign-in names and addresses in the form under which they are looked for."""
        self.username, self.email = tidy(self.username), self.email.lower()
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name or gettext("Erased account")

    def get_full_name(self) -> str:
        return str(self)

    @property
    def has_studio(self) -> bool:
        """Whether the studio has something for this person."""
        return self.is_author or self.is_staff or self.in_team

    @property
    def open_decisions(self) -> list[Decision.What]:
        """What an administrator may decide about this account now: of each pair, what is not so already."""
        what = Decision.What
        return [
            what.NOT_AUTHOR if self.is_author else what.AUTHOR,
            what.NOT_ADMINISTRATOR if self.is_staff else what.ADMINISTRATOR,
            what.CLOSED if self.is_active else what.OPENED,
        ]


class RecoveryCode(models.Model):
    """A way back in for somebody without e-mail; used once, kept only as a hash."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=128)
    created = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)


class AccessReissue(models.Model):
    """A new way in, given in person by an administrator: who, to whom, why."""

    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="reissues")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="reissued")
    reason = models.CharField(max_length=300)
    digest = models.CharField(max_length=128)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)


class Decision(models.Model):
    """What an administrator changed in somebody's account, and why: kept for ever, so that nobody has to ask who did it."""

    class What(models.TextChoices):
        AUTHOR = "author", _("may create courses")
        NOT_AUTHOR = "not-author", _("may no longer create courses")
        ADMINISTRATOR = "administrator", _("is an administrator")
        NOT_ADMINISTRATOR = "no-administrator", _("is no longer an administrator")
        CLOSED = "closed", _("account closed")
        OPENED = "opened", _("account opened again")
        MERGED = "merged", _("another account was merged into this one")

    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="decisions")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="decided")
    what = models.CharField(max_length=16, choices=What.choices)
    reason = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()

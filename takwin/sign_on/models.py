"""Services by which people sign in, and the accounts that people have there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from takwin.institutions.models import LANGUAGES, Node
from takwin.sign_on import oidc

FRESH = timedelta(days=1)
"""For how long we believe what a service said about itself; its keys are read again whenever one is unknown."""


class Provider(models.Model):
    """A service that says who somebody is (OpenID Connect). `secret` is sealed (`sealing.py`); `about` and `keys` are what the service said
    at `read`. `opens`: whoever comes for the first time may make an account here. `node` is whose people it is for, if not everybody's."""

    slug = models.SlugField(max_length=40, unique=True)
    node = models.ForeignKey(Node, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name_fr = models.CharField(max_length=60, blank=True)
    name_ar = models.CharField(max_length=60, blank=True)
    name_en = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=300, unique=True)
    client = models.CharField(max_length=200)
    secret = models.TextField(blank=True)
    opens = models.BooleanField(default=True)
    active = models.BooleanField(default=True)
    about = models.JSONField(default=dict)
    keys = models.JSONField(default=list)
    read = models.DateTimeField(null=True)
    created = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name in the language of the moment, else in the first that it has one in."""
        names = {"fr": self.name_fr, "ar": self.name_ar, "en": self.name_en}
        wanted = (get_language() or "fr").split("-")[0]
        return next(filter(None, (names.get(code) for code in (wanted, *LANGUAGES))), self.slug)

    def stale(self, now: datetime) -> bool:
        """Whether to ask it again what it says about itself."""
        return self.read is None or now - self.read > FRESH or not self.about

    def service(self, plain: bool) -> oidc.Service:
        """What it said about itself, checked again. Raises Refused."""
        return oidc.service(self.issuer, self.about, plain)


class Identity(models.Model):
    """An account that a person has with a service, named by issuer and subject and by nothing else; `name` is how the service called it last."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identities")
    name = models.CharField(max_length=120, blank=True)
    since = models.DateTimeField()
    last = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="identity_once")]

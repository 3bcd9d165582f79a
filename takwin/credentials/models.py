"""Credentials, what was decided about them, and the lists that tell their status."""

import json

from django.conf import settings
from django.db import models
from django.db.models import Q

from takwin.learning.models import Enrolment


class StatusList(models.Model):
    """A list of bits for one purpose. `signed` is the list as last published: JSON of a signed credential."""

    purpose = models.CharField(max_length=16)
    number = models.PositiveIntegerField()
    bits = models.BinaryField()
    signed = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "number"], name="status_list_once")]

    @property
    def name(self) -> str:
        """Its last part of address: "revocation-1"."""
        return f"{self.purpose}-{self.number}"

    @property
    def home(self) -> str:
        """The address of the site when the list was first published. It stays when the site moves: credentials point there."""
        if not self.signed:
            return str(settings.BASE_URL)
        return str(json.loads(self.signed)["id"]).removesuffix(f"/credentials/status/{self.name}")

    @property
    def signed_with(self) -> str:
        """The Multikey text of the key that signed it."""
        return str(json.loads(self.signed)["proof"]["verificationMethod"]).rpartition("#")[2]


class Credential(models.Model):
    """A signed credential and how it stands. `signed` is its JSON as it was signed, empty once its holder was erased; `looked_at`
    the moment whose marks it tells, where these are not the ones at the completion."""

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="credentials"
    )
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="credentials")
    title = models.CharField(max_length=300)
    language = models.CharField(max_length=16)
    signed = models.TextField(blank=True)
    issued = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    public = models.BooleanField(default=False)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    revoked = models.DateTimeField(null=True)
    suspended = models.DateTimeField(null=True)
    revocation = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="+")
    revocation_index = models.PositiveIntegerField()
    suspension = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="+")
    suspension_index = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revocation", "revocation_index"], name="revocation_place_once"),
            models.UniqueConstraint(fields=["suspension", "suspension_index"], name="suspension_place_once"),
            models.UniqueConstraint(fields=["enrolment"], condition=Q(replaces=None), name="first_credential_once"),
        ]


class Decision(models.Model):
    """What somebody decided about a credential: kept for ever, so that nobody has to ask who did it and why."""

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="decisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=16)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()


class Review(models.Model):
    """A credential that tells other marks than the record does since a key was corrected or a run was moved. It stands; the course
    team decides, once. `tells` is what it would tell if it were issued now (as `evidence.tells`), `met` whether the course would
    still be completed, `cause` the move that was its last reason."""

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="reviews")
    cause = models.UUIDField()
    tells = models.JSONField()
    met = models.BooleanField()
    found = models.DateTimeField()
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, null=True, related_name="review")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["credential"], condition=Q(decision=None), name="one_open_review_each")
        ]

"""The tree of institutions, who is what in it, and what its organisers did."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from takwin.files.models import Blob
from takwin.institutions import tree
from takwin.institutions.look import Brand, brand

LANGUAGES = ("fr", "ar", "en")


def somewhere() -> str:
    """A path for a node that has no number yet."""
    return f"new {uuid4().hex}"


class Node(models.Model):
    """A place in the tree: the ministry, an academy, a centre, a cohort. `path` is `tree.path_of` and follows every move; a node is
    closed, never deleted. `code` is its number in the registers of the ministry, if it has one; `worn` is how its pages look, with what it
    has from above (`look.text`), kept ready because pages of courses ask for it."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("Ministry")
        ACADEMY = "academy", _("Regional academy")
        DIRECTORATE = "directorate", _("Provincial directorate")
        CENTRE = "centre", _("Training centre")
        SCHOOL = "school", _("School")
        UNIT = "unit", _("Department")
        COHORT = "cohort", _("Cohort")

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    path = models.CharField(max_length=200, unique=True, default=somewhere, editable=False)
    name_fr = models.CharField(max_length=150, blank=True)
    name_ar = models.CharField(max_length=150, blank=True)
    name_en = models.CharField(max_length=150, blank=True)
    code = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=8, blank=True, choices=settings.LANGUAGES)
    worn = models.TextField(blank=True, default="", editable=False)
    roster = models.ForeignKey(
        "Roster", on_delete=models.SET_NULL, null=True, related_name="opened", editable=False, db_index=False
    )
    closed = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name_fr="", name_ar="", name_en=""), name="node_has_a_name"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=models.F("id")), name="node_not_below_itself"),
            models.UniqueConstraint(fields=["parent", "code"], condition=~Q(code=""), name="node_code_once_in_a_place"),
        ]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        """Its name in a language, else in the first that it has one in."""
        names: dict[str, str] = {"fr": self.name_fr, "ar": self.name_ar, "en": self.name_en}
        return next(filter(None, (names.get(code) for code in (language, *LANGUAGES))))

    @property
    def name(self) -> str:
        """Its name in the language of the moment."""
        return self.name_in((get_language() or "fr").split("-")[0])

    @property
    def brand(self) -> Brand | None:
        """How its pages look to the reader; None where neither it nor anything above it has a look. No query."""
        return brand(self.worn, (get_language() or "fr").split("-")[0]) if self.worn else None

    @property
    def is_cohort(self) -> bool:
        """Whether people study here."""
        return self.kind == self.Kind.COHORT

    @property
    def above(self) -> list[int]:
        """The numbers of the nodes above it, the root first."""
        return tree.numbers(self.path)[:-1]


class Branding(models.Model):
    """What a node has of its own for the look of its pages and of all below it: a short name, a logo (drawn anew, `look.drawn`), accents by day and
    in the dark ("#22409a") with the `sheet` made of them. What is empty comes from above."""

    node = models.OneToOneField(Node, on_delete=models.CASCADE, primary_key=True, related_name="branding")
    name_fr = models.CharField(max_length=40, blank=True)
    name_ar = models.CharField(max_length=40, blank=True)
    name_en = models.CharField(max_length=40, blank=True)
    accent = models.CharField(max_length=7, blank=True)
    accent_dark = models.CharField(max_length=7, blank=True)
    sheet = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, related_name="+")
    logo = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, related_name="+")
    logo_alt = models.CharField(max_length=120, blank=True)
    logo_width = models.PositiveSmallIntegerField(default=0)
    logo_height = models.PositiveSmallIntegerField(default=0)

    @property
    def own(self) -> dict[str, object]:
        """A `look.Look`, of what is its own."""
        names = {"fr": self.name_fr, "ar": self.name_ar, "en": self.name_en}
        logo = {"digest": self.logo_id, "alt": self.logo_alt, "width": self.logo_width, "height": self.logo_height}
        found = {"name": {code: name for code, name in names.items() if name}, "sheet": self.sheet_id}
        return {part: value for part, value in (found | {"logo": logo if self.logo_id else None}).items() if value}


def settled() -> Q:
    """What no roster brought, or one that is active: the one change that lets everything in at once."""
    return Q(roster=None) | Q(roster__in=Roster.objects.filter(state=Roster.State.ACTIVE).values("pk"))


class Roster(models.Model):
    """A file of people on its way into a place. Nothing that it brings is there before its state is ACTIVE: memberships and cohorts that point
    at it wait for that one change. `counts` are lines by fate; `sentence` says why it stopped or was refused, [message, values]; `remarks` are
    such sentences about the whole file; `reached` is the last line that is staged."""

    class State(models.TextChoices):
        CHECKING = "checking"
        CHECKED = "checked"
        REFUSED = "refused"
        STAGING = "staging"
        STOPPED = "stopped"
        ACTIVE = "active"
        DROPPING = "dropping"
        DROPPED = "dropped"

    UNDER_WAY = (State.CHECKING, State.STAGING, State.DROPPING)

    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="rosters")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120)
    file = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.CHECKING)
    encoding = models.CharField(max_length=16, blank=True)
    separator = models.CharField(max_length=4, blank=True)
    remarks = models.JSONField(default=list)
    sentence = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    reached = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    asked = models.DateTimeField()
    ended = models.DateTimeField(null=True)


class RosterLine(models.Model):
    """A line of a roster with its fate (`roster.Fate`) and why, [message, values]; `person` once that is known or made."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="lines", db_index=False)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=400)
    email = models.CharField(max_length=400, blank=True)
    username = models.CharField(max_length=400, blank=True)
    code = models.CharField(max_length=400, blank=True)
    cohort = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=8, blank=True)
    role = models.CharField(max_length=12, default="learner")
    fate = models.CharField(max_length=8)
    why = models.JSONField(default=list)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roster", "number"], name="roster_line_once")]
        indexes = [models.Index(fields=["roster", "fate", "number"], name="roster_lines_by_fate")]


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Who is what where."""

    def alive(self, now: datetime) -> MembershipQuerySet:
        """What counts now: neither ended, nor past its end, nor brought by a roster that is not active yet."""
        return self.filter(Q(until=None) | Q(until__gt=now), settled(), ended=None)

    def below(self, node: Node) -> MembershipQuerySet:
        """At a node or anywhere below it."""
        return self.filter(node__path__startswith=node.path)

    def learners(self) -> MembershipQuerySet:
        """Those who study."""
        return self.filter(role=Membership.Role.LEARNER)


class Membership(models.Model):
    """What a person is at a node, and so everywhere below it. `until` is the end of a delegation; `ended` when it was taken back or
    when a learner left: the row stays. `code` is the person's number in the rosters of the place."""

    class Role(models.TextChoices):
        LEARNER = "learner", _("learner")
        TEACHER = "teacher", _("trainer")
        TUTOR = "tutor", _("tutor")
        ORGANISER = "organiser", _("organiser")
        RESEARCHER = "researcher", _("researcher")

    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="members", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    code = models.CharField(max_length=64, blank=True)
    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, null=True, related_name="brought", editable=False)
    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["node", "person", "role"], condition=Q(ended=None), name="one_role_once_at_a_node"
            ),
        ]
        indexes = [
            models.Index(fields=["node", "role", "ended", "person"], name="members_of_a_node"),
            models.Index(fields=["code"], condition=~Q(code=""), name="members_by_number"),
        ]


class Deed(models.Model):
    """What an organiser did: the internal audit stream, which no key of other systems reads. `what` is a name of `deeds.SENTENCES`,
    `values` fill its sentence; `about` is the person whom it concerned, if any. Only ever added to."""

    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="deeds", db_index=False)
    what = models.CharField(max_length=24)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    about = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    values = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["node", "-at"], name="deeds_of_a_node")]


class EntryCode(models.Model):
    """The code by which a person who was brought in chooses a password for the first time; kept only as a digest."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="entry_code")
    digest = models.CharField(max_length=128)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField()
    expires = models.DateTimeField()


class JoinCode(models.Model):
    """A code by which anybody with an account joins a cohort (`codes.new_code`): until a day, for so many people at most."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="codes", db_index=False)
    code = models.CharField(max_length=8, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    most = models.PositiveIntegerField(null=True, blank=True)
    used = models.PositiveIntegerField(default=0)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node"], condition=Q(ended=None), name="one_code_of_a_cohort")]

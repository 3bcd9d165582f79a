"""The tutors of a run, what is due, follow-up cases and what was said in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from takwin.learning.models import Enrolment, Run
from takwin.records.fields import CompactUUIDField
from takwin.tutoring.usual import NAMES

LONGEST = 4000
"""Signs of a message or a note."""


class Tutor(models.Model):
    """Somebody who accompanies the learners of a run: roles with blanks between, minutes a week, days away. Once `ended` the row stays,
    for what was done."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="tutors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="tutoring")
    roles = models.CharField(max_length=60)
    minutes = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "person"], condition=Q(ended=None), name="tutor_once_in_a_run")
        ]


class Care(models.Model):
    """The tutor whom a learner knows as theirs."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, primary_key=True, related_name="care")
    tutor = models.ForeignKey(Tutor, on_delete=models.CASCADE, related_name="people")


class Case(models.Model):
    """A follow-up case of one learner: of a `kind` of `usual.KINDS`, opened for a reason (`why`); `tutor` owns it; `contacted` when somebody
    wrote to or spoke with the person first; `back` when the person did something again; `outcome` once it is closed."""

    class Outcome(models.TextChoices):
        BACK = "back", _("is back")
        PASSED = "passed", _("is past the trouble")
        SETTLED = "settled", _("settled")
        LATER = "later", _("goes on later")
        LEAVES = "leaves", _("does not go on")
        SILENT = "silent", _("could not be reached")
        GONE = "gone", _("has left the run")

    uid = models.UUIDField(primary_key=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="cases")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=list(NAMES.items()))
    why = models.JSONField(default=dict)
    tutor = models.ForeignKey(Tutor, on_delete=models.SET_NULL, null=True, related_name="cases")
    since = models.DateTimeField()
    contacted = models.DateTimeField(null=True, blank=True)
    back = models.DateTimeField(null=True, blank=True)
    closed = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "kind"], condition=Q(closed=None), name="case_open_once")
        ]
        indexes = [models.Index(fields=["run", "closed", "kind", "since"], name="cases_of_a_run")]

    @property
    def title(self) -> str:
        """What it is about, in English."""
        return NAMES[self.kind]


class Duty(models.Model):
    """An intervention that is due: `of` is its name in the scenario of the release or in `usual.USUAL`; for one person (`enrolment`) or a part of
    the run (`part`, from 0, of so many people: `size`; 0 for a group of the run itself). It waits until it is done, skipped for a reason, or moot because the person is back."""

    class Outcome(models.TextChoices):
        DONE = "done", _("was done")
        SKIPPED = "skipped", _("was skipped")
        MOOT = "moot", _("no longer needed")

    uid = models.UUIDField(primary_key=True, editable=False)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="duties", db_index=False)
    of = models.CharField(max_length=80)
    sign = models.CharField(max_length=20)
    role = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    minutes = models.PositiveSmallIntegerField()
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, null=True, related_name="duties")
    part = models.PositiveIntegerField(null=True)
    size = models.PositiveIntegerField(default=1)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="duties")
    why = models.JSONField(default=dict)
    tutor = models.ForeignKey(Tutor, on_delete=models.SET_NULL, null=True, related_name="duties", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    ended = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["tutor", "outcome", "until"], name="queue_of_a_tutor"),
            models.Index(fields=["run", "outcome", "until"], name="duties_of_a_run"),
        ]


class Entry(models.Model):
    """A line of the contact log of a person in a run: what a tutor sent or said (`out`), what the person wrote (`in`), that a case was handed
    over (`moved`), or a note that only tutors read."""

    class Kind(models.TextChoices):
        OUT = "out", _("to the person")
        IN = "in", _("from the person")
        MOVED = "moved", _("handed over")
        NOTE = "note", _("note for tutors")

    uid = CompactUUIDField(primary_key=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="entries")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    channel = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(blank=True)


class Pulse(models.Model):
    """How somebody said that they get on, to the tutors alone. `uid` is its statement."""

    class Feeling(models.TextChoices):
        WELL = "well", _("Well")
        SO_SO = "so-so", _("So-so")
        WORRIED = "worried", _("It worries me")

    uid = CompactUUIDField(primary_key=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="pulses")
    feeling = models.CharField(max_length=8, choices=Feeling.choices)
    at = models.DateTimeField()

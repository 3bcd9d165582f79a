"""Decide about a credential that was issued: who, why, and the holder is told."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from takwin.accounts.models import Person
from takwin.credentials import evidence
from takwin.credentials.actions import issuing, lists, reviewing
from takwin.credentials.models import Credential, Decision, Review
from takwin.credentials.refused import Refused
from takwin.learning import queries as learning
from takwin.lib.ids import derived
from takwin.lib.text import N_


class NotDecided(Refused):
    """The decision does not fit how the credential stands."""


ALREADY = N_("This has been decided already: look at how the credential stands now.")
CHANGED = N_("The marks changed once more while you were deciding. Look at them, then decide.")
UNMET = N_(
    "With the marks as they are now the course would not be completed, so it cannot be issued with them. Keep it or revoke it."
)


@transaction.atomic
def revoke(credential: Credential, by: Person, reason: str, now: datetime) -> None:
    """Take a credential back for good. Raises NotDecided when it was already."""
    now_so = _locked(credential)
    _refuse_if(now_so.revoked is not None)
    _stand(now_so, revoked=now, suspended=now_so.suspended)
    lists.mark(now_so, "revocation", True, now)
    told = N_("Your credential for “%(course)s” has been revoked. Reason: %(reason)s")
    decision = _decide(now_so, "revoked", by, reason, now, told)
    for review in now_so.reviews.filter(decision=None):
        _close(review, decision)


@transaction.atomic
def suspend(credential: Credential, by: Person, reason: str, now: datetime) -> None:
    """Take a credential back for a time. Raises NotDecided when it is suspended or revoked."""
    now_so = _locked(credential)
    _refuse_if(now_so.revoked is not None or now_so.suspended is not None)
    _stand(now_so, revoked=None, suspended=now)
    lists.mark(now_so, "suspension", True, now)
    told = N_("Your credential for “%(course)s” has been suspended. Reason: %(reason)s")
    _decide(now_so, "suspended", by, reason, now, told)


@transaction.atomic
def reinstate(credential: Credential, by: Person, reason: str, now: datetime) -> None:
    """End a suspension. Raises NotDecided when there is none."""
    now_so = _locked(credential)
    _refuse_if(now_so.revoked is not None or now_so.suspended is None)
    _stand(now_so, revoked=None, suspended=None)
    lists.mark(now_so, "suspension", False, now)
    told = N_("Your credential for “%(course)s” is valid again. Reason: %(reason)s")
    _decide(now_so, "reinstated", by, reason, now, told)


@transaction.atomic
def reissue(credential: Credential, by: Person, reason: str, now: datetime) -> Credential:
    """A new credential with the holder's present name; the old one is revoked, and each names the other. Raises NotDecided when it
    was revoked or suspended, or its holder is gone."""
    old = _locked(credential)
    _refuse_if(old.revoked is not None or old.suspended is not None)
    if old.reviews.filter(decision=None).exists():
        raise NotDecided(N_("The marks that it tells have changed: decide about that first."))
    new = _replaced(old, issuing.earned_again(old.enrolment, old.looked_at), now)
    Decision.objects.create(credential=old, by=by, what="reissued", reason=reason, at=now)
    told = N_("Your credential for “%(course)s” has been issued again with your present name.")
    issuing.inform(new, new.pk, told, now)
    return new


@transaction.atomic
def renew(credential: Credential, by: Person, reason: str, now: datetime, seen: UUID) -> Credential:
    """A new credential that tells the marks as they are now; the old one is revoked, and each names the other. `seen` is the cause of
    the review as the person read it. Raises NotDecided when somebody decided already, when another correction came in between,
    when it was revoked or suspended, when the course would not be completed with these marks, or its holder is gone."""
    old = _locked(credential)
    review = _to_decide(old, seen)
    _refuse_if(old.revoked is not None)
    if old.suspended is not None:
        raise NotDecided(N_("It is suspended: end the suspension first."))
    achieved = issuing.earned_again(old.enrolment, now)
    if achieved and not reviewing.weigh(achieved).met:
        raise NotDecided(UNMET)
    new = _replaced(old, achieved, now)
    decision = Decision.objects.create(credential=old, by=by, what="renewed", reason=reason, at=now)
    _close(review, decision)
    told = N_(
        "After a correction in “%(course)s” your marks were looked at again, and your credential has been issued anew with them: "
        "%(was)s%% of the points before, %(became)s%% now. The earlier one leads to the new one; what you achieved stays yours. "
        "The course team writes: %(reason)s"
    )
    was, became = (evidence.tells(one.signed)["mark"] for one in (old, new))
    issuing.inform(new, new.pk, told, now, was=was, became=became, reason=reason)
    return new


@transaction.atomic
def keep(credential: Credential, by: Person, reason: str, now: datetime, seen: UUID) -> None:
    """Let a credential stand as it is although marks have changed. Raises NotDecided when somebody decided already, or when another
    correction came in between."""
    now_so = _locked(credential)
    review = _to_decide(now_so, seen)
    told = N_(
        "After a correction in “%(course)s” the course team looked at your credential again. It stays as it is and remains "
        "valid. The team writes: %(reason)s"
    )
    _close(review, _decide(now_so, "kept", by, reason, now, told))


def show(credential: Credential, public: bool) -> None:
    """The holder lets everybody who has the address read it, or no longer."""
    Credential.objects.filter(pk=credential.pk).update(public=public)


def _locked(credential: Credential) -> Credential:
    """The credential as it stands, and nobody changes it, its enrolment's marks or its review until the transaction ends."""
    learning.locked(credential.enrolment)
    held = Credential.objects.select_for_update(of=("self",)).select_related("person", "enrolment__run__course")
    return held.get(pk=credential.pk)


def _to_decide(credential: Credential, seen: UUID) -> Review:
    review = credential.reviews.filter(decision=None).first()
    if review is None:
        raise NotDecided(ALREADY)
    if review.cause != seen:
        raise NotDecided(CHANGED)
    return review


def _close(review: Review, decision: Decision) -> None:
    review.decision = decision
    review.save(update_fields=["decision"])


def _replaced(old: Credential, achieved: issuing.Earned | None, now: datetime) -> Credential:
    """A new one in place of the old, which is revoked."""
    if achieved is None:
        raise NotDecided(N_("Its holder has no account any more, so it cannot be issued again."))
    new = issuing.create(derived(old.pk, "reissue"), achieved, now, old)
    new.public = old.public
    new.save(update_fields=["public"])
    _stand(old, revoked=now, suspended=None)
    lists.mark(old, "revocation", True, now)
    return new


def _refuse_if(unfit: bool) -> None:
    if unfit:
        raise NotDecided(ALREADY)


def _stand(credential: Credential, revoked: datetime | None, suspended: datetime | None) -> None:
    credential.revoked, credential.suspended = revoked, suspended
    credential.save(update_fields=["revoked", "suspended"])


def _decide(credential: Credential, what: str, by: Person, reason: str, now: datetime, told: str) -> Decision:
    decision = Decision.objects.create(credential=credential, by=by, what=what, reason=reason, at=now)
    issuing.inform(credential, derived(credential.pk, f"decision {decision.pk}"), told, now, reason=reason)
    return decision

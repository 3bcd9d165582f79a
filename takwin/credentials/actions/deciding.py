"""Decide about a credential that was issued: who, why, and the holder is told."""

from datetime import datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.credentials.actions import issuing, lists
from takwin.credentials.models import Credential, Decision
from takwin.credentials.refused import Refused
from takwin.lib.ids import derived
from takwin.lib.text import N_
from takwin.records.queries import history


class NotDecided(Refused):
    """The decision does not fit how the credential stands."""


ALREADY = N_("This has been decided already: look at how the credential stands now.")


@transaction.atomic
def revoke(credential: Credential, by: Person, reason: str, now: datetime) -> None:
    """Take a credential back for good. Raises NotDecided when it was already."""
    now_so = _locked(credential)
    _refuse_if(now_so.revoked is not None)
    _stand(now_so, revoked=now, suspended=now_so.suspended)
    lists.mark(now_so, "revocation", True, now)
    told = N_("Your credential for “%(course)s” has been revoked. Reason: %(reason)s")
    _decide(now_so, "revoked", by, reason, now, told)


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
    completed = next((told for told in history(old.enrolment.uid) if told.verb == "completed"), None)
    achieved = issuing.earned(completed) if completed else None
    if achieved is None:
        raise NotDecided(N_("Its holder has no account any more, so it cannot be issued again."))
    new = issuing.create(derived(old.pk, "reissue"), achieved, now, old)
    new.public = old.public
    new.save(update_fields=["public"])
    _stand(old, revoked=now, suspended=None)
    lists.mark(old, "revocation", True, now)
    Decision.objects.create(credential=old, by=by, what="reissued", reason=reason, at=now)
    told = N_("Your credential for “%(course)s” has been issued again with your present name.")
    issuing.inform(new, new.pk, told, now)
    return new


def show(credential: Credential, public: bool) -> None:
    """The holder lets everybody who has the address read it, or no longer."""
    Credential.objects.filter(pk=credential.pk).update(public=public)


def _locked(credential: Credential) -> Credential:
    return (
        Credential.objects.select_for_update(of=("self",)).select_related("person", "enrolment").get(pk=credential.pk)
    )


def _refuse_if(unfit: bool) -> None:
    if unfit:
        raise NotDecided(ALREADY)


def _stand(credential: Credential, revoked: datetime | None, suspended: datetime | None) -> None:
    credential.revoked, credential.suspended = revoked, suspended
    credential.save(update_fields=["revoked", "suspended"])


def _decide(credential: Credential, what: str, by: Person, reason: str, now: datetime, told: str) -> None:
    decision = Decision.objects.create(credential=credential, by=by, what=what, reason=reason, at=now)
    issuing.inform(credential, derived(credential.pk, f"decision {decision.pk}"), told, now, reason=reason)

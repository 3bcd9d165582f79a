"""Invite people by e-mail: a link that lets one person in."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from takwin.accounts.letters import post
from takwin.accounts.models import Person
from takwin.content.actions import note
from takwin.jobs import retry, task
from takwin.learning.models import Invitation, Run, TakenOut

LASTS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Known:
    """How many were invited, and how many had an invitation that still holds."""

    fresh: int
    known: int


@transaction.atomic
def invite(run: Run, addresses: Iterable[str], by: Person, language: str, now: datetime) -> Known:
    """Write to each address once. An invitation that still holds is not sent again; one that is over is made anew, and so is one from before
    somebody was taken out of the run: under whichever address, theirs lets them in no more."""
    wanted = list(dict.fromkeys(address.strip().lower() for address in addresses))
    out = TakenOut.objects.filter(enrolment__run=run).aggregate(last=Max("at"))["last"]
    over = Q(until__lte=now) | Q(at__lte=out) if out else Q(until__lte=now)
    run.invitations.filter(over, used=None, email__in=wanted).delete()
    known = set(run.invitations.filter(used=None, email__in=wanted).values_list("email", flat=True))
    for address in wanted:
        if address not in known:
            made = Invitation.objects.create(
                token=secrets.token_urlsafe(24),
                run=run,
                email=address,
                language=language,
                by=by,
                at=now,
                until=now + LASTS,
            )
            mail_invitation.enqueue(made.pk)
    fresh = len(wanted) - len(known)
    if fresh:
        note(run.course, by, "invited", now, run=run.name or run.slug, people=fresh, of=run.slug)
    return Known(fresh, len(known))


@transaction.atomic
def withdraw_invitation(invitation: Invitation, by: Person, now: datetime) -> None:
    """Its link no longer works."""
    run = invitation.run
    invitation.delete()
    note(run.course, by, "invitation-back", now, run=run.name or run.slug, of=run.slug)


@task
@retry(after=(60, 3600, 6 * 3600))
def mail_invitation(pk: int) -> None:
    """Send one invitation, unless it went out already or was taken back. Nobody has confirmed the address: the letter holds no word that
    a person typed."""
    found = Invitation.objects.select_related("by").filter(pk=pk, mailed=None, used=None).first()
    if found is None:
        return
    reader = Person(language=found.language)
    link = settings.BASE_URL + reverse("invited", args=[found.token])
    if post("learning/invitation.txt", found.email, reader, {"link": link, "until": found.until}):
        found.mailed = timezone.now()
        found.save(update_fields=["mailed"])

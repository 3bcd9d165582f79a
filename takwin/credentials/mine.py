"""What this room holds about a person."""

import json
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext

from takwin.accounts.actions import hand_over
from takwin.accounts.models import Person
from takwin.credentials import actions, printing, queries
from takwin.credentials.models import Credential, Decision
from takwin.learning.queries import merged


def export(person: Person) -> dict[str, object]:
    """Every credential as it was signed, how it stands, and what was decided about it."""
    return {
        "credentials": [
            {
                "address": queries.address(credential.pk),
                "signed": json.loads(credential.signed),
                "issued": credential.issued,
                "public": credential.public,
                "revoked": credential.revoked,
                "suspended": credential.suspended,
                "looked_at": credential.looked_at,
                "reviews": list(credential.reviews.values("tells", "met", "found", "decision__what", "decision__at")),
                "decisions": list(credential.decisions.values("what", "reason", "at", "by__name")),
            }
            for credential in Credential.objects.filter(person=person).order_by("issued")
        ],
        "decided_about_others": list(Decision.objects.filter(by=person).values("what", "reason", "at")),
    }


@transaction.atomic
def erase(person: Person, now: datetime) -> None:
    """What was signed goes with the name in it, and so does the printed page. That a credential was issued, its place in the status
    lists and how it stands remain, so that a copy which the person kept still verifies."""
    for credential in Credential.objects.filter(person=person):
        printing.discard(credential)
        transaction.on_commit(partial(printing.discard, credential))  # one that was being printed meanwhile
        credential.decisions.update(reason="")
        credential.reviews.filter(decision=None).delete()
        credential.signed, credential.person, credential.public = "", None, False
        credential.save(update_fields=["signed", "person", "public"])


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """Credentials of both. Of two for one run one stands; the other is replaced by it, and leads there."""
    hand_over(kept, gone, (Credential, "person"), (Decision, "by"))
    for goes, stays in merged(kept):
        actions.merge(goes, stays, kept, now)


def held(person: Person) -> list[tuple[str, int]]:
    """Credentials."""
    return [(gettext("Credentials"), Credential.objects.filter(person=person).count())]

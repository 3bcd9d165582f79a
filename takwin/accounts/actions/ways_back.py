"""Lose and find access: codes on a list, codes given in person."""

import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction

from takwin.accounts.actions.account import change_password
from takwin.accounts.codes import digest, new_code
from takwin.accounts.models import AccessReissue, Person, RecoveryCode

CODES = 8
REISSUE_LASTS = timedelta(hours=24)


@transaction.atomic
def renew_recovery_codes(person: Person, now: datetime) -> list[str]:
    """Eight new codes, to be shown once; earlier ones no longer open anything."""
    codes = [new_code(secrets.randbelow) for _ in range(CODES)]
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=digest(code, person.pseudonym), created=now) for code in codes
    )
    return codes


def recover(person: Person | None, code: str, password: str, now: datetime) -> Person | None:
    """Let somebody in again by a recovery code or a re-issued access code, which is used up. None: it opens nothing.

    An administrator has seen the person who brings a re-issued code, so it also takes away a second step that is
    lost. For an unknown person the same work is done as for a wrong code."""
    owner = person or Person()
    kept = digest(code, owner.pseudonym)
    with transaction.atomic():
        in_person = AccessReissue.objects.filter(person_id=owner.pk, digest=kept, used=None, expires__gt=now)
        from_list = RecoveryCode.objects.filter(person_id=owner.pk, digest=kept, used=None)
        seen = person is not None and in_person.update(used=now) > 0
        if person is None or not (seen or from_list.update(used=now)):
            return None
        if seen:
            Authenticator.objects.filter(user=person).delete()
        change_password(person, password)
    return person


def use_recovery_code(person: Person, code: str, now: datetime) -> bool:
    """Use up a code of somebody's list to show who they are; whether it was one."""
    found = RecoveryCode.objects.filter(person=person, digest=digest(code, person.pseudonym), used=None)
    return found.update(used=now) > 0


@transaction.atomic
def reissue_access(person: Person, by: Person, reason: str, now: datetime) -> str:
    """A code for somebody who is there in person, to be shown once; earlier ones no longer open anything."""
    AccessReissue.objects.filter(person=person, used=None, expires__gt=now).update(expires=now)
    code = new_code(secrets.randbelow)
    AccessReissue.objects.create(
        person=person, by=by, reason=reason, digest=digest(code, person.pseudonym), created=now,
        expires=now + REISSUE_LASTS,
    )  # fmt: skip
    return code

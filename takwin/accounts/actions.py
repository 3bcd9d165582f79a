"""What happens to accounts: sign up, change, lose and find access, close."""

import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.core import signing
from django.db import IntegrityError, transaction

from takwin.accounts import queries
from takwin.accounts.codes import digest, new_code
from takwin.accounts.models import AccessReissue, Decision, Person, RecoveryCode
from takwin.accounts.names import proposed

CODES = 8
REISSUE_LASTS = timedelta(hours=24)
EMAIL_LASTS = timedelta(days=3)
EMAIL_SALT = "takwin.accounts.email"
TRIES = 5


class AddressNotYours(Exception):
    """The link is too old, for another address than the one now wanted, or the address has found another owner."""


def sign_up(name: str, password: str, language: str, email: str = "", username: str = "") -> Person:
    """Make an account. The address waits for its confirmation; the sign-in name is made from the name if not given.

    Raises IntegrityError when the wanted sign-in name was taken in the meantime."""
    for attempt in range(TRIES):
        person = Person(name=name, email_pending=email, language=language)
        person.username = username or queries.free_username(proposed(name))
        person.set_password(password)
        try:
            with transaction.atomic():
                person.save()
        except IntegrityError:
            if username or attempt == TRIES - 1:
                raise
        else:
            return person
    raise AssertionError


@transaction.atomic
def renew_recovery_codes(person: Person, now: datetime) -> list[str]:
    """Eight new codes, to be shown once; earlier ones no longer open anything."""
    codes = [new_code(secrets.randbelow) for _ in range(CODES)]
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=digest(code, person.pseudonym), created=now) for code in codes
    )
    return codes


def change_profile(person: Person, name: str, language: str) -> None:
    """Correct one's name, choose one's language."""
    person.name, person.language = name, language
    person.save(update_fields=["name", "language"])


def change_language(person: Person, language: str) -> None:
    """Be spoken to in another language."""
    person.language = language
    person.save(update_fields=["language"])


def ask_for_email(person: Person, address: str) -> None:
    """Wish for another address; it counts once it is confirmed. An empty one counts at once: no address any more."""
    person.email_pending = "" if address == person.email else address
    if not address:
        person.email = ""
    person.save(update_fields=["email", "email_pending"])


def email_token(person: Person) -> str:
    """What the link in the letter carries: who, and which address."""
    return signing.dumps([person.pk, person.email_pending], salt=EMAIL_SALT)


def confirm_email(token: str) -> Person:
    """The owner of a mailbox followed the link. Following it twice changes nothing more; raises AddressNotYours."""
    try:
        pk, address = signing.loads(token, salt=EMAIL_SALT, max_age=EMAIL_LASTS)
        with transaction.atomic():
            person = Person.objects.select_for_update().get(pk=pk, is_active=True)
            if person.email != address:
                _settle_email(person, address)
    except (signing.BadSignature, Person.DoesNotExist, IntegrityError) as refused:
        raise AddressNotYours from refused
    return person


def _settle_email(person: Person, address: str) -> None:
    if person.email_pending != address:
        raise AddressNotYours
    person.email, person.email_pending = address, ""
    person.save(update_fields=["email", "email_pending"])


def change_password(person: Person, password: str) -> None:
    """A new password; every session that began with the old one ends with its next request."""
    person.set_password(password)
    person.save(update_fields=["password"])


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


@transaction.atomic
def decide(person: Person, by: Person, what: Decision.What, now: datetime) -> None:
    """An administrator's decision on an account, carried out and kept. A closed account's sessions end at once."""
    match what:
        case Decision.What.AUTHOR | Decision.What.NOT_AUTHOR:
            person.is_author = what == Decision.What.AUTHOR
        case Decision.What.ADMINISTRATOR | Decision.What.NOT_ADMINISTRATOR:
            person.is_staff = what == Decision.What.ADMINISTRATOR
        case Decision.What.CLOSED | Decision.What.OPENED:
            person.is_active = what == Decision.What.OPENED
    person.save(update_fields=["is_author", "is_staff", "is_active"])
    Decision.objects.create(person=person, by=by, what=what, at=now)


def appoint(person: Person) -> None:
    """Make somebody an administrator. Only the one who owns the machine does this, by the command line."""
    person.is_staff = person.is_author = True
    person.save(update_fields=["is_staff", "is_author"])

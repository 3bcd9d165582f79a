"""Sign up; change one's name, language, address and password."""

import secrets

from django.core import signing
from django.db import IntegrityError, transaction

from takwin.accounts import letters, queries
from takwin.accounts.models import Person
from takwin.accounts.names import numbered, proposed
from takwin.accounts.tokens import email_of

TRIES = 8
NUMBERS = 9000


class AddressNotYours(Exception):
    """The link is too old, for another address than the one now wanted, or the address has found another owner."""


class AddressOfMerged(AddressNotYours):
    """The link is for an account that was merged into the person's, which has an address of its own."""


def sign_up(name: str, password: str | None, language: str, email: str = "", username: str = "") -> Person:
    """Make an account. The address waits for its confirmation, which a letter asks for; the sign-in name is made from
    the name if not given, with a number drawn by chance when several people of one name come at the same instant. Without a password
    nobody comes in by one.

    Raises IntegrityError when the wanted sign-in name was taken in the meantime."""
    person = Person(name=name, email_pending=email, language=language)
    person.username = username or queries.free_username(proposed(name))
    person.set_password(password)
    for left in reversed(range(TRIES)):
        try:
            return _kept(person)
        except IntegrityError:
            if username or not left:
                raise
            person.username = numbered(proposed(name), 1000 + secrets.randbelow(NUMBERS))
    raise AssertionError


@transaction.atomic
def _kept(person: Person) -> Person:
    person.save(force_insert=True)
    if person.email_pending:
        letters.ask_to_confirm_email.enqueue(person.pk)
    return person


def change_profile(person: Person, name: str, language: str) -> None:
    """Correct one's name, choose one's language."""
    person.name, person.language = name, language
    person.save(update_fields=["name", "language"])


def change_language(person: Person, language: str) -> None:
    """Be spoken to in another language."""
    person.language = language
    person.save(update_fields=["language"])


def know_team(person: Person, in_team: bool) -> None:
    """Whether the person is in the team of any course: then the studio is theirs to see."""
    Person.objects.filter(pk=person.pk).exclude(in_team=in_team).update(in_team=in_team)


@transaction.atomic
def ask_for_email(person: Person, address: str) -> None:
    """Wish for another address; it counts once the link in the letter sent there was followed. An empty one counts at
    once: no address any more."""
    person.email_pending = "" if address == person.email else address
    if not address:
        person.email = ""
    person.save(update_fields=["email", "email_pending"])
    if person.email_pending:
        letters.ask_to_confirm_email.enqueue(person.pk)


def confirm_email(by: Person, token: str) -> Person:
    """The person who gave an address followed the link in the letter sent there. Following it twice changes nothing
    more; raises AddressNotYours, also when somebody else follows it."""
    try:
        pk, address = email_of(token)
        with transaction.atomic():
            person = Person.objects.select_for_update().get(pk=by.pk, is_active=True)
            _settle_link(person, pk, address)
    except (signing.BadSignature, Person.DoesNotExist, IntegrityError) as refused:
        raise AddressNotYours from refused
    return person


def _settle_link(person: Person, pk: int, address: str) -> None:
    merged = pk != person.pk
    if merged and not person.merged.filter(pk=pk).exists():
        raise AddressNotYours
    if merged and address not in {person.email, person.email_pending}:
        raise AddressOfMerged
    if person.email != address:
        _settle_email(person, address)


def _settle_email(person: Person, address: str) -> None:
    if person.email_pending != address:
        raise AddressNotYours
    Person.objects.filter(merged_into=person, email=address).update(email="")
    person.email, person.email_pending = address, ""
    person.save(update_fields=["email", "email_pending"])


@transaction.atomic
def change_password(person: Person, password: str) -> None:
    """A new password; every session that began with the old one ends with its next request, and a letter tells the
    person, in case it was not them."""
    person.set_password(password)
    person.save(update_fields=["password"])
    letters.tell_access_changed.enqueue(person.pk)

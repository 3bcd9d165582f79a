"""Set up services; join accounts elsewhere to people here."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from takwin.accounts import actions as accounts
from takwin.accounts.models import Person
from takwin.institutions.actions import note
from takwin.lib.text import N_
from takwin.sign_on import network, oidc
from takwin.sign_on.models import Identity, Provider
from takwin.sign_on.oidc import Refused, Told
from takwin.sign_on.sealing import seal

NOT_OPENED = N_("By this service only people who already have an account here sign in.")


class Taken(Exception):
    """This account elsewhere belongs to another person here."""


class OnlyWay(Exception):
    """Without it the person could no longer come in."""


def set_up(provider: Provider, by: Person, now: datetime, *, secret: str, **values: Any) -> None:
    """Make or change a service. It is asked at once what it says about itself. An empty secret leaves the one that is kept. Raises
    Refused, and keeps nothing then."""
    for name, value in values.items():
        setattr(provider, name, value)
    if secret:
        provider.secret = seal(secret)
    _ask(provider, now)
    with transaction.atomic():
        provider.save()
        if provider.node:
            note(provider.node, by, "sign-on", now, provider=provider.name)


def remove(provider: Provider, by: Person, now: datetime) -> None:
    """Nobody signs in by it any more; accounts here stay, and those without a password are let in again by an access code."""
    with transaction.atomic():
        if provider.node:
            note(provider.node, by, "sign-on-ended", now, provider=provider.name)
        provider.delete()


def refresh(provider: Provider, now: datetime) -> None:
    """Ask a service again what it says about itself, and for its keys. Raises Refused."""
    _ask(provider, now)
    provider.save(update_fields=["about", "keys", "read"])


def _ask(provider: Provider, now: datetime) -> None:
    about = network.about(provider.issuer)
    keys = network.keys(oidc.service(provider.issuer, about, network.plain()))
    provider.about, provider.keys, provider.read = about, keys, now


def come_in(provider: Provider, told: Told, name: str, language: str, now: datetime) -> Person:
    """Make an account for somebody who comes for the first time. A verified address waits for its confirmation here as any other does.
    Raises Taken."""
    if not provider.opens:
        raise Refused(NOT_OPENED)
    with transaction.atomic():
        person = accounts.sign_up(name=name, password=None, language=language, email=told.email)
        join(person, provider, told, now)
    return person


def join(person: Person, provider: Provider, told: Told, now: datetime) -> None:
    """From now on the person also signs in by this account elsewhere. Raises Taken."""
    try:
        with transaction.atomic():
            Identity.objects.create(
                provider=provider, issuer=told.issuer, subject=told.subject, person=person, name=told.name, since=now,
                last=now,
            )  # fmt: skip
    except IntegrityError:
        raise Taken from None


def seen(identity: Identity, told: Told, now: datetime) -> None:
    """Somebody signed in by it: under which name, when."""
    identity.name, identity.last = told.name, now
    identity.save(update_fields=["name", "last"])


@transaction.atomic
def part(identity: Identity) -> None:
    """No longer sign in by it. Raises OnlyWay where nothing else lets the person in."""
    person = Person.objects.select_for_update().get(pk=identity.person_id)
    others = Identity.objects.filter(person=person).exclude(pk=identity.pk)
    if not person.has_usable_password() and not others.exists():
        raise OnlyWay
    identity.delete()

"""What this room holds about a person, and the way to ask every room."""

import importlib
import importlib.util
from datetime import datetime
from types import ModuleType
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import transaction

from takwin.accounts.actions import keep_an_administrator
from takwin.accounts.models import AccessReissue, Decision, Person, RecoveryCode

HOUSE = "takwin."


def rooms() -> dict[str, ModuleType]:
    """The `mine.py` of every room that has one, by the room's name, ground floor first (the order of INSTALLED_APPS).

    Rooms above this one may not be imported here by name; asking the list of apps keeps the floors apart."""
    found = {}
    for app in apps.get_app_configs():
        name = f"{app.name}.mine"
        if app.name.startswith(HOUSE) and importlib.util.find_spec(name):
            found[app.name.removeprefix(HOUSE)] = importlib.import_module(name)
    return found


@transaction.atomic
def erase_everywhere(person: Person, now: datetime) -> None:
    """Every room forgets the person, the highest first, this one last. Raises LastAdministrator."""
    keep_an_administrator(person)
    for room in reversed(rooms().values()):
        if room.__name__ != __name__:
            room.erase(person, now)
    erase(person, now)


def export(person: Person) -> dict[str, object]:
    """The account, its second steps (without their secrets), its codes (only that they exist) and who looked after it."""
    return {
        "account": {
            "name": person.name,
            "sign_in_name": person.username,
            "email": person.email,
            "email_waiting_for_confirmation": person.email_pending,
            "language": person.language,
            "pseudonym": str(person.pseudonym),
            "since": person.date_joined,
            "last_signed_in": person.last_login,
            "may_create_courses": person.is_author,
            "administrator": person.is_staff,
        },
        "recovery_codes": list(RecoveryCode.objects.filter(person=person).values("created", "used")),
        "second_steps": list(Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at")),
        "access_given_again": list(
            AccessReissue.objects.filter(person=person).values("created", "expires", "used", "reason", "by__name")
        ),
        "decisions": list(Decision.objects.filter(person=person).values("what", "reason", "at", "by__name")),
        "given_to_others": list(AccessReissue.objects.filter(by=person).values("created", "reason")),
        "decided_for_others": list(Decision.objects.filter(by=person).values("what", "reason", "at")),
    }


def erase(person: Person, now: datetime) -> None:
    """Name, sign-in name, address, password, codes and second steps go; the pseudonym stays with the record.

    That an administrator acted, and when, stays as well; what was written about the person does not."""
    RecoveryCode.objects.filter(person=person).delete()
    Authenticator.objects.filter(user=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    AccessReissue.objects.filter(person=person).update(reason="", digest="")
    Decision.objects.filter(person=person).update(reason="")
    person.name = person.email = person.email_pending = ""
    person.username = f"erased-{uuid4().hex}"
    person.is_active = person.is_author = person.is_staff = person.in_team = False
    person.set_unusable_password()
    person.save()

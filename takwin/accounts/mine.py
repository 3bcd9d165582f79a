"""What this room holds about a person, and the way to ask every room."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from takwin.accounts import letters
from takwin.accounts.actions import close_merged, hand_over, keep_an_administrator
from takwin.accounts.models import AccessReissue, Decision, Person, RecoveryCode
from takwin.accounts.rooms import answering


def rooms() -> dict[str, ModuleType]:
    """The `mine.py` of every room that has one, by the room's name, ground floor first."""
    return answering("mine")


def accounts(person: Person) -> list[tuple[str, Person]]:
    """The account of a person, and those that were merged into it, each with the folder of its files in a download."""
    merged = person.merged.order_by("pk")
    return [("", person), *((f"merged-account-{place}/", one) for place, one in enumerate(merged, start=1))]


def attached(account: Person) -> Iterator[tuple[str, Path]]:
    """The files that the rooms keep of an account: the name of each in a download, and where its bytes should lie."""
    for room in rooms().values():
        if room.__name__ != __name__ and hasattr(room, "attached"):
            yield from room.attached(account)


@transaction.atomic
def erase_everywhere(person: Person, now: datetime) -> None:
    """Every room forgets the person, the highest first, this one last; and so under the names of accounts that were merged into theirs.
    Raises LastAdministrator."""
    keep_an_administrator(person)
    for _folder, account in accounts(person):
        for room in reversed(rooms().values()):
            if room.__name__ != __name__:
                room.erase(account, now)
        erase(account, now)


class NotMerged(Exception):
    """These two accounts do not become one; says why, in words for the person."""


SAME = _("This is the account to which you are signed in. Give the name of the other one.")
CLOSED = _("One of these accounts is closed.")
ADMINISTRATOR = _("The account of an administrator is never the one that goes: choose it as the one to keep.")


@transaction.atomic
def merge_everywhere(kept: Person, gone: Person, by: Person, reason: str, now: datetime) -> None:
    """All that is `gone`'s becomes `kept`'s, in every room from the ground up, this one last; `gone` is closed, and whoever is signed in
    to it is signed out with the next request. Raises NotMerged, and AssertionError where a room forgot something: then nothing changes."""
    locked = {
        one.pk: one for one in Person.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    }
    kept, gone = locked[kept.pk], locked[gone.pk]
    if (refused := unfit(kept, gone)) is not None:
        raise NotMerged(refused)
    addresses = {kept.email, gone.email} - {""}
    for room in rooms().values():
        if room.__name__ != __name__:
            room.merge(kept, gone, now)
    merge(kept, gone, now)
    close_merged(kept, gone, by, reason, now)
    if left := pointing(gone):
        raise AssertionError(f"After a merge these still point at the account that is gone: {left}")
    for address in sorted(addresses):
        letters.tell_merged.enqueue(kept.pk, gone.pk, address)


def compared(one: Person, other: Person) -> list[tuple[str, int, int]]:
    """What two accounts hold: what it is in words, how much of it the one has, and how much the other; nothing of what neither has."""
    found = []
    for room in rooms().values():
        if held := getattr(room, "held", None):
            found += [
                (str(what), mine, theirs) for (what, mine), (_, theirs) in zip(held(one), held(other), strict=True)
            ]
    return [row for row in found if row[1] or row[2]]


def unfit(kept: Person, gone: Person) -> Promise | None:
    """Why two accounts cannot become one; None where they can."""
    if kept.pk == gone.pk:
        return SAME
    if not (kept.is_active and gone.is_active and kept.name and gone.name):
        return CLOSED
    return ADMINISTRATOR if gone.is_staff else None


def pointing(person: Person) -> list[str]:
    """The tables that have rows about somebody, by their names."""
    return sorted(
        field.related_model._meta.label
        for field in person._meta.related_objects
        if field.related_model._default_manager.filter(**{field.field.name: person}).exists()
    )


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


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """What was decided about either, and by either; no way in is taken along: neither passkeys nor authenticators nor recovery codes, which
    would open the account that stays to whoever has those of the other."""
    hand_over(kept, gone, (Decision, "person"), (Decision, "by"), (AccessReissue, "by"), (Person, "merged_into"))
    for table in (RecoveryCode, AccessReissue):
        table._default_manager.filter(person=gone).delete()
    Authenticator.objects.filter(user=gone).delete()
    EmailAddress.objects.filter(user=gone).delete()


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

"""What administrators decide about accounts."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from takwin.accounts.models import Decision, Person


class LastAdministrator(Exception):
    """Nobody could look after the site any more."""


@transaction.atomic
def decide(person: Person, by: Person, what: Decision.What, reason: str, now: datetime) -> bool:
    """Carry out an administrator's decision on an account, and keep it with its reason. A closed account's sessions end
    at once. False when it was so already, as after a second click; nothing is kept then.

    Raises LastAdministrator, and PermissionDenied when the one who decides is no administrator any more."""
    administrators = _administrators()
    if by.pk not in administrators:
        raise PermissionDenied
    person.refresh_from_db()
    if what not in person.open_decisions:
        return False
    if what in {Decision.What.CLOSED, Decision.What.NOT_ADMINISTRATOR} and administrators == {person.pk}:
        raise LastAdministrator
    _carry_out(person, what)
    Decision.objects.create(person=person, by=by, what=what, reason=reason, at=now)
    return True


def _administrators() -> set[int]:
    """Everybody who can look after the site; the rows stay locked, so that two do not send each other away at once."""
    able = Person.objects.select_for_update().filter(is_staff=True, is_active=True).order_by("pk")
    return set(able.values_list("pk", flat=True))


def _carry_out(person: Person, what: Decision.What) -> None:
    match what:
        case Decision.What.AUTHOR | Decision.What.NOT_AUTHOR:
            person.is_author = what == Decision.What.AUTHOR
        case Decision.What.ADMINISTRATOR | Decision.What.NOT_ADMINISTRATOR:
            person.is_staff = what == Decision.What.ADMINISTRATOR
        case Decision.What.CLOSED | Decision.What.OPENED:
            person.is_active = what == Decision.What.OPENED
    person.save(update_fields=["is_author", "is_staff", "is_active"])


def keep_an_administrator(leaving: Person) -> None:
    """Raises LastAdministrator when the site would have nobody left to look after it. Within a transaction."""
    if _administrators() == {leaving.pk}:
        raise LastAdministrator


def appoint(person: Person) -> None:
    """Make somebody an administrator. Only the one who owns the machine does this, by the command line."""
    person.is_staff = person.is_author = True
    person.save(update_fields=["is_staff", "is_author"])

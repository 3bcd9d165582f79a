"""What this room holds about a person."""

from datetime import datetime

from django.utils.translation import gettext

from takwin.accounts.actions import hand_over
from takwin.accounts.models import Person
from takwin.sign_on.models import Identity


def export(person: Person) -> dict[str, object]:
    """By which accounts elsewhere the person signs in."""
    held = Identity.objects.filter(person=person).order_by("pk")
    return {"signs_in_by": list(held.values("issuer", "subject", "name", "since", "last"))}


def erase(person: Person, now: datetime) -> None:
    """They go: whoever comes back by one of them is somebody new."""
    Identity.objects.filter(person=person).delete()


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """Whoever signed in to either by an account elsewhere signs in to the one that stays."""
    hand_over(kept, gone, (Identity, "person"))


def held(person: Person) -> list[tuple[str, int]]:
    """Accounts elsewhere."""
    return [(gettext("Accounts elsewhere that sign in"), Identity.objects.filter(person=person).count())]

"""What the calendar holds about a person."""

from datetime import datetime

from takwin.accounts.models import Person
from takwin.calendar import actions
from takwin.calendar.models import Subscription


def export(person: Person) -> dict[str, object]:
    """Their secret address and what their calendar told last."""
    mine = Subscription.objects.filter(person=person).first()
    told = list(mine.entries.order_by("uid").values("uid", "told", "sequence", "changed", "gone")) if mine else []
    return {"calendar": {"since": mine.since, "asked": mine.asked, "events": told} if mine else None}


def erase(person: Person, now: datetime) -> None:
    """Forget it; the address leads nowhere."""
    actions.stop(person)


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """The address of the account that stays, or the other's where it has none."""
    actions.merge(kept, gone)

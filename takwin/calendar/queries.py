"""All dates of a person, from every room that has some."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from takwin.accounts.models import Person
from takwin.accounts.rooms import answering
from takwin.calendar.keeping import Kept, from_json
from takwin.calendar.models import Subscription
from takwin.lib.dated import Dated

ZONE = ZoneInfo(settings.TIME_ZONE)


def dates(person: Person, now: datetime) -> list[Dated]:
    """Deadlines and meetings, in the language of the moment, the earliest first."""
    found = [one for room in answering("dates").values() for one in room.of(person, now)]
    return sorted(found, key=lambda one: (day_of(one), one.title))


def day_of(one: Dated) -> date:
    """The day of it where the people live."""
    return one.begins.astimezone(ZONE).date() if isinstance(one.begins, datetime) else one.begins


def coming(person: Person, now: datetime) -> dict[date, list[Dated]]:
    """What is to come, by day."""
    today, found = now.astimezone(ZONE).date(), dict[date, list[Dated]]()
    for one in dates(person, now):
        if day_of(one) >= today:
            found.setdefault(day_of(one), []).append(one)
    return found


def subscription(person: Person) -> Subscription | None:
    """The secret address of somebody, if they have one."""
    return Subscription.objects.filter(person=person).first()


def told(subscription: Subscription) -> dict[str, Kept]:
    """What their calendar told last."""
    rows = subscription.entries.all()
    return {row.uid: Kept(from_json(row.told), row.sequence, row.changed, row.gone) for row in rows}

"""What notices hold about a person."""

from datetime import datetime

from takwin.accounts.models import Person
from takwin.notices.models import Choice, Notice


def export(person: Person) -> dict[str, object]:
    """Everything the person was told, when, and when they read it; sentences in English, as they are kept."""
    told = Notice.objects.filter(person=person).order_by("created", "pk")
    return {
        "notices": [
            {
                "told": str(notice.sentence),
                "link": notice.link,
                "at": notice.created,
                "read": notice.read,
                "mailed": notice.mailed,
            }
            for notice in told
        ],
        "how I am told": Choice.objects.filter(person=person)
        .values("mail", "quiet_from", "quiet_until", "zone")
        .first(),
    }


def erase(person: Person, now: datetime) -> None:
    """Forget all of it: notices speak to a person, not of the record."""
    Notice.objects.filter(person=person).delete()
    Choice.objects.filter(person=person).delete()

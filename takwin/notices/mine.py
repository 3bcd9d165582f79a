"""What notices hold about a person."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext

from takwin.accounts.actions import hand_over
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
    """Forget all of it: notices speak to a person, not of the record. So do those to others that name or quote the person."""
    Notice.objects.filter(Q(person=person) | Q(names=person)).delete()
    if person.name:  # those told before notices knew whom they name
        Notice.objects.filter(Q(values__name=person.name) | Q(values__who=person.name), names=None).delete()
    Choice.objects.filter(person=person).delete()


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """What was told to either; how to be written to is as the account that stays has chosen, else as the other has."""
    Notice.objects.filter(person=gone, cause__in=Notice.objects.filter(person=kept).values("cause")).delete()
    hand_over(kept, gone, (Notice, "person"), (Notice, "names"))
    if Choice.objects.filter(person=kept).exists():
        Choice.objects.filter(person=gone).delete()
    hand_over(kept, gone, (Choice, "person"))


def held(person: Person) -> list[tuple[str, int]]:
    """Notices."""
    return [(gettext("Notices"), Notice.objects.filter(person=person).count())]

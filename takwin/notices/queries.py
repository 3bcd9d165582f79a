"""What waits to be read, and to be sent."""

from datetime import datetime

from takwin.accounts.models import Person
from takwin.notices.models import Choice, Notice
from takwin.notices.timing import Wish


def unread(person: Person) -> int:
    """How many notices a person has not read; one query, answered by an index of unread notices only."""
    return Notice.objects.filter(person=person, read=None).count()


def wish(person: Person) -> Wish:
    """How somebody wants to be written to."""
    chosen = Choice.objects.filter(person=person).first()
    return chosen.wish if chosen else Wish()


def to_be_written_to(now: datetime) -> list[int]:
    """Who has something waiting that may leave now."""
    waiting = Notice.objects.filter(mailed=None, due__isnull=False, due__lte=now, read=None)
    return list(waiting.order_by("person").values_list("person", flat=True).distinct())

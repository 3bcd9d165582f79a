"""The daily letter: what is new in a hub, to those who asked for it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.urls import reverse

from takwin.accounts.letters import post
from takwin.community import queries
from takwin.community.models import Participant
from takwin.jobs import retry, task

DAY = timedelta(hours=23, minutes=30)
SHOWN = 12
"""Posts that one letter names; it says how many more there are."""
SALT = "community.daily"


def send_daily_letters(now: datetime) -> int:
    """Have a letter sent to everybody who wants one and has had none for a day; how many. Where nothing is new, none is."""
    waiting = Participant.objects.filter(
        Q(daily=True), Q(told__lte=now - DAY), Q(enrolment__left=None), Q(enrolment__run__hub__isnull=False)
    ).exclude(enrolment__person__email="")
    pks = list(waiting.filter(enrolment__person__is_active=True).values_list("pk", flat=True))
    for pk in pks:
        send_daily.enqueue(pk, now.isoformat())
    return len(pks)


@task
@retry(after=(300, 3600))
def send_daily(pk: int, at: str) -> None:
    """One person's letter; sent once, however often it is asked for."""
    now = datetime.fromisoformat(at)
    found = Participant.objects.filter(pk=pk, daily=True, told__lte=now - DAY)
    chosen = found.select_related("enrolment__person", "enrolment__run__hub", "enrolment__run__course").first()
    person = chosen.enrolment.person if chosen else None
    if chosen is None or person is None or not person.email:
        return
    hub = chosen.enrolment.run.hub
    new = queries.stream(hub).filter(received__gt=chosen.told, received__lte=now).exclude(person=person)
    posts, base = list(new[: SHOWN + 1]), settings.BASE_URL + reverse("hub", args=[hub.run.course.slug])
    if posts:
        stop = settings.BASE_URL + reverse("hub-letter-stop", args=[signing.dumps(pk, salt=SALT)])
        context = {"posts": posts[:SHOWN], "more": max(new.count() - SHOWN, 0), "base": base, "hub": hub, "stop": stop}
        if not post("community/daily.txt", person.email, person, context):
            return
    Participant.objects.filter(pk=pk).update(told=now)

"""Notices by e-mail, in the language of the person they go to: one letter with everything that waits."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from takwin.accounts.letters import post
from takwin.accounts.models import Person
from takwin.jobs import retry, task
from takwin.notices.models import Notice

SHOWN = 20
"""Notices that one letter names; it says how many more there are."""


@task
@retry(after=(60, 3600, 6 * 3600))
def mail_waiting(person: int, at: str) -> None:
    """Send one person what waits for them, if any of it may leave by then: everything that they have not read and that has not been
    sent. It is marked before it leaves: however often this is asked for, and whatever breaks, nothing goes out twice. Where the mail
    server asks to come back later the mark is taken off again."""
    now = datetime.fromisoformat(at)
    waiting = Notice.objects.filter(person=person, mailed=None, read=None, due__isnull=False)
    reader = Person.objects.filter(pk=person, is_active=True).exclude(email="").first()
    if reader is None or not waiting.filter(due__lte=now).exists():
        return
    stamp = timezone.now()
    waiting.update(mailed=stamp)
    mine = list(Notice.objects.filter(person=person, mailed=stamp).order_by("created", "pk"))
    if not mine:
        return
    try:
        arrived = post("notices/letter.txt", reader.email, reader, _words(mine))
    except Exception:
        Notice.objects.filter(person=person, mailed=stamp).update(mailed=None)
        raise
    if not arrived:
        Notice.objects.filter(person=person, mailed=stamp).update(mailed=None, due=None)


def _words(mine: list[Notice]) -> dict[str, object]:
    told = [(notice, settings.BASE_URL + (notice.link or reverse("notices"))) for notice in mine[:SHOWN]]
    return {
        "told": told,
        "more": len(mine) - len(told),
        "all": settings.BASE_URL + reverse("notices"),
        "choice": settings.BASE_URL + reverse("notices-choice"),
    }


@task
@retry(after=(60, 3600, 6 * 3600))
def mail_notice(pk: int) -> None:
    """A letter that an earlier version asked for: that notice waits like the others from now on."""
    Notice.objects.filter(pk=pk, mailed=None, due=None, read=None).update(due=timezone.now())

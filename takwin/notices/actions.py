"""Tell people something, once; they read it, and choose how they are written to."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from takwin.accounts.models import Person
from takwin.notices import letters, queries
from takwin.notices.models import Choice, Notice
from takwin.notices.timing import Wish


@transaction.atomic
def tell(
    person: Person,
    *,
    cause: UUID,
    message: str,
    values: Mapping[str, str | int | Mapping[str, str]],
    link: str = "",
    now: datetime,
    urgent: bool = False,
    names: Person | None = None,
) -> bool:
    """Tell a person something: on the site at once, and by e-mail, if they have a confirmed address, as they wish: in one letter a day
    unless they chose otherwise. What is `urgent` does not wait for that letter; quiet hours hold for it too. Once for each cause:
    False if it has been told already.

    `message` is an English msgid with %(names)s, marked with `N_` in the room that tells; `values` fill them; `link`
    is a path of this site where the person can see more. `names` is somebody whose name or words are among the values: the notice
    goes when they erase their account."""
    told = {"message": message, "values": dict(values), "link": link, "created": now, "names": names}
    notice, fresh = Notice.objects.get_or_create(person=person, cause=cause, defaults=told)
    if fresh and person.email:
        _post(notice, queries.wish(person).leaves(now, urgent), now)
    return fresh


def _post(notice: Notice, due: datetime | None, now: datetime) -> None:
    if due is not None:
        Notice.objects.filter(pk=notice.pk).update(due=due)
        if due <= now:
            letters.mail_waiting.enqueue(notice.person_id, now.isoformat())


def send_due(now: datetime) -> int:
    """Have a letter sent to everybody for whom something waits that may leave now; how many."""
    people = queries.to_be_written_to(now)
    for pk in people:
        letters.mail_waiting.enqueue(pk, now.isoformat())
    return len(people)


@transaction.atomic
def choose(person: Person, wish: Wish, now: datetime) -> None:
    """Be written to otherwise from now on; also what still waits."""
    told = {"mail": wish.mail, "quiet_from": wish.quiet_from, "quiet_until": wish.quiet_until, "zone": wish.zone}
    Choice.objects.update_or_create(person=person, defaults=told)
    if person.email:
        waiting = Notice.objects.filter(person=person, mailed=None, read=None, due__isnull=False)
        waiting.update(due=wish.leaves(now))


def read(notice: Notice, now: datetime) -> None:
    """The person has seen a notice; the first time counts."""
    if notice.read is None:
        notice.read = now
        notice.save(update_fields=["read"])


def read_all(person: Person, now: datetime) -> None:
    """The person has seen all their notices."""
    Notice.objects.filter(person=person, read=None).update(read=now)

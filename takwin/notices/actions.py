"""Tell people something, once; they read it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from takwin.accounts.models import Person
from takwin.notices import letters
from takwin.notices.models import Notice


@transaction.atomic
def tell(
    person: Person, *, cause: UUID, message: str, values: Mapping[str, str | int], link: str = "", now: datetime
) -> bool:
    """Tell a person something, on the site and by e-mail if they have a confirmed address. Once for each cause: False
    if it has been told already.

    `message` is an English msgid with %(names)s, marked with `N_` in the room that tells; `values` fill them; `link`
    is a path of this site where the person can see more."""
    told = {"message": message, "values": dict(values), "link": link, "created": now}
    notice, fresh = Notice.objects.get_or_create(person=person, cause=cause, defaults=told)
    if fresh and person.email:
        letters.mail_notice.enqueue(notice.pk)
    return fresh


def read(notice: Notice, now: datetime) -> None:
    """The person has seen a notice; the first time counts."""
    if notice.read is None:
        notice.read = now
        notice.save(update_fields=["read"])


def read_all(person: Person, now: datetime) -> None:
    """The person has seen all their notices."""
    Notice.objects.filter(person=person, read=None).update(read=now)

"""A person gets, changes and gives up the secret address of their calendar; a program reads it."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.calendar import queries
from takwin.calendar.keeping import Kept, kept, to_json
from takwin.calendar.models import Entry, Subscription
from takwin.lib.dated import Dated


def _token() -> str:
    return secrets.token_urlsafe(32)


def subscribe(person: Person, now: datetime) -> Subscription:
    """Have an address; the one that is there already, if there is one."""
    return Subscription.objects.get_or_create(person=person, defaults={"token": _token(), "since": now})[0]


def renew(person: Person, now: datetime) -> Subscription:
    """Have another address; the one of before leads nowhere from now on. Events stay the same for programs that follow the new one."""
    made, _ = Subscription.objects.update_or_create(
        person=person, defaults={"token": _token(), "since": now, "asked": None}
    )
    return made


def stop(person: Person) -> None:
    """Have none any more."""
    Subscription.objects.filter(person=person).delete()


def merge(kept: Person, gone: Person) -> None:
    """One address is left: that of `kept`, else that of `gone`."""
    if Subscription.objects.filter(person=kept).exists():
        stop(gone)
    else:
        one = Subscription.objects.filter(person=gone).first()
        if one is not None:
            entries = list(one.entries.values("uid", "told", "sequence", "changed", "gone"))
            one.delete()
            made = Subscription.objects.create(person=kept, token=one.token, since=one.since, asked=one.asked)
            Entry.objects.bulk_create(Entry(subscription=made, **entry) for entry in entries)


@transaction.atomic
def brought_up(subscription: Subscription, found: Iterable[Dated], now: datetime) -> list[Kept]:
    """What the calendar tells now; what was changed since the last time is remembered. Two programs that ask at once wait for each
    other."""
    Subscription.objects.select_for_update().get(pk=subscription.pk)
    before = queries.told(subscription)
    after = kept(before, found, now)
    gone = before.keys() - after.keys()
    if gone:
        subscription.entries.filter(uid__in=gone).delete()
    changed = [(uid, one) for uid, one in after.items() if before.get(uid) is not one]
    Entry.objects.bulk_create(
        [_row(subscription, uid, one) for uid, one in changed],
        update_conflicts=True,
        unique_fields=["subscription", "uid"],
        update_fields=["told", "sequence", "changed", "gone"],
    )
    Subscription.objects.filter(pk=subscription.pk).update(asked=now)
    return list(after.values())


def _row(subscription: Subscription, uid: str, one: Kept) -> Entry:
    return Entry(
        subscription=subscription,
        uid=uid,
        told=to_json(one.event),
        sequence=one.sequence,
        changed=one.changed,
        gone=one.gone,
    )

"""Status lists: give places, set bits, publish."""

import json
from datetime import datetime
from random import SystemRandom
from typing import Any

from django.conf import settings
from django.db import transaction

from takwin.credentials import did, queries, signing, status_list
from takwin.credentials.models import Credential, StatusList
from takwin.credentials.status_list import Purpose

RANDOM = SystemRandom()


def place(purpose: Purpose, now: datetime) -> tuple[StatusList, int]:
    """A free place in the newest list for a purpose; a new list when that is half full, or of a former address. Call it in a
    transaction."""
    lists = StatusList.objects.select_for_update()
    newest = lists.filter(purpose=purpose).order_by("-number").first()
    if newest is None or newest.home != settings.BASE_URL or taken(newest).count() >= status_list.HALF:
        number = newest.number + 1 if newest else 1
        newest = StatusList(purpose=purpose, number=number, bits=status_list.empty())
        publish(newest, now)
    held = taken(newest)
    column = f"{purpose}_index"
    return newest, status_list.free_index(lambda index: held.filter(**{column: index}).exists(), RANDOM)


def taken(listed: StatusList) -> Any:
    """The credentials that have a place in a list."""
    return Credential.objects.filter(**{listed.purpose: listed})


def mark(credential: Credential, purpose: Purpose, value: bool, now: datetime) -> None:
    """Set or clear the credential's bit, and publish the list. Call it in a transaction."""
    listed = StatusList.objects.select_for_update().get(pk=getattr(credential, f"{purpose}_id"))
    listed.bits = status_list.put(bytes(listed.bits), getattr(credential, f"{purpose}_index"), value)
    publish(listed, now)


def publish(listed: StatusList, now: datetime) -> None:
    """Sign the list as it is and keep it, in the name under which it was first published. Raises KeysRefused."""
    ours, keys = did.of_url(listed.home), queries.ring()
    purpose: Any = listed.purpose
    made = status_list.credential(queries.list_address(listed), ours, purpose, bytes(listed.bits), now)
    listed.signed = json.dumps(signing.sign(made, keys.signing, did.method(ours, keys.public), now))
    listed.save()


@transaction.atomic
def publish_lists(now: datetime) -> int:
    """Sign every list anew, as after a key was rotated or withdrawn; how many there are. Raises KeysRefused."""
    lists = list(StatusList.objects.select_for_update())
    for one in lists:
        publish(one, now)
    return len(lists)

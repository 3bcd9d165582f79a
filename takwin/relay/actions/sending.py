"""Parcels are made."""

from collections.abc import Collection
from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.db.models import F

from takwin.learning.models import Enrolment
from takwin.relay import parcel, queries
from takwin.relay.models import Box, Guest, Home, Sent
from takwin.relay.parcel import Label
from takwin.relay.roster import roster

AT_ONCE = 500
"""Acts of a parcel that goes over the network, so that a line that breaks costs little."""
ON_A_STICK = 200_000
"""Acts of a parcel in a file."""


def pack_roster(box: Box, stream: IO[bytes], now: datetime, have: Collection[str] = (), *, media: bool = True) -> int:
    """Write what a box must know; how many people take something. What it was told of it may tell acts of. Raises Refused, OSError."""
    made = roster(box, have, now)
    with transaction.atomic():
        label = _label(box, parcel.ROSTER, now)
        Guest.objects.bulk_create([_guest(box, one) for one in made.named], ignore_conflicts=True)
    parcel.write(stream, label, queries.own(), queries.end(box), made.contents, made.media if media else {})
    return len(made.contents["people"]["people"])


def _guest(box: Box, one: Enrolment) -> Guest:
    return Guest(box=box, enrolment=one)


def answer_to(box: Box, stream: IO[bytes], now: datetime) -> None:
    """Write what became of the acts of a box, and nothing else."""
    with transaction.atomic():
        label = _label(box, parcel.RECEIPT, now)
    contents = {"people": {"receipts": queries.receipts(box)}}
    parcel.write(stream, label, queries.own(), queries.end(box), contents, {})


def pack_acts(home: Home, stream: IO[bytes], now: datetime, most: int = AT_ONCE) -> int:
    """Write what was done here and the parent has not answered yet, at most so many acts; how many there are. Where there are none nothing is
    written. Writing them again before they are answered does no harm: the parent knows each by its id."""
    home.refresh_from_db()
    acts, upto = queries.acts(home.confirmed, most)
    if not acts:
        Home.objects.filter(pk=home.pk).update(confirmed=upto)
        return 0
    with transaction.atomic():
        label = _label(home, parcel.ACTS, now)
        left = queries.waiting_after(upto)
        contents = {"acts": acts, "clock": [one.text() for one in queries.readings()], "state": {"waits": left}}
        digest = parcel.write(stream, label, queries.own(), queries.end(home), contents, {})
        Sent.objects.create(digest=digest, after=home.confirmed, upto=upto, acts=len(acts), at=now)
    return len(acts)


def pack_ask(home: Home, stream: IO[bytes], have: Collection[str], now: datetime) -> None:
    """Write the question what there is to know, for a box that has these releases."""
    with transaction.atomic():
        label = _label(home, parcel.ASK, now)
    wanted: dict[str, Any] = {"have": sorted(have)}
    parcel.write(
        stream, label, queries.own(), queries.end(home), {"ask": wanted, "state": {"waits": queries.waiting(home)}}, {}
    )


def _label(to: Box | Home, kind: str, now: datetime) -> Label:
    """The next number for that end."""
    type(to).objects.filter(pk=to.pk).update(number=F("number") + 1)
    to.refresh_from_db(fields=["number"])
    return Label(kind, queries.own().end.public, to.number, now)

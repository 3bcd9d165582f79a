"""Parcels are made."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.db.models import F

from takwin.files.queries import path as blob_path
from takwin.learning.models import Enrolment
from takwin.relay import parcel, queries
from takwin.relay.media import ALL
from takwin.relay.models import Box, Guest, Home, Sent
from takwin.relay.parcel import Label, Part
from takwin.relay.roster import roster

AT_ONCE = 500
"""Acts of a parcel that goes over the network, so that a line that breaks costs little."""
ON_A_STICK = 200_000
"""Acts of a parcel in a file."""
PIECE = 256 * 1024
"""Bytes of a file that go at once: what a line that breaks costs at most."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What a parcel holds: acts, files that people handed in, and their bytes."""

    acts: int
    files: int = 0
    size: int = 0


def pack_roster(box: Box, stream: IO[bytes], now: datetime, have: Collection[str] = (), *, media: str = ALL) -> int:
    """Write what a box must know; how many people take something. What it was told of it may tell acts of. `media` names those of courses that go along, empty
    for none. Raises Refused, OSError."""
    made = roster(box, have, now, media)
    with transaction.atomic():
        label = _label(box, parcel.ROSTER, now)
        Guest.objects.bulk_create([_guest(box, one) for one in made.named], ignore_conflicts=True)
    parcel.write(stream, label, queries.own(), queries.end(box), made.contents, made.media if media else {})
    return len(made.contents["people"]["people"])


def _guest(box: Box, one: Enrolment) -> Guest:
    return Guest(box=box, enrolment=one)


def answer_to(box: Box, stream: IO[bytes], now: datetime, have: Mapping[str, int] | None = None) -> None:
    """Write what became of the acts of a box, or how much of its files is here, and nothing else."""
    with transaction.atomic():
        label = _label(box, parcel.RECEIPT, now)
    contents = {"people": {"receipts": [] if have else queries.receipts(box), "files": have or {}}}
    parcel.write(stream, label, queries.own(), queries.end(box), contents, {})


def pack_acts(home: Home, stream: IO[bytes], now: datetime, most: int = AT_ONCE, *, files: bool = False) -> Packed:
    """Write what was done here and the parent has not answered yet, at most so many acts, with the files that belong to them if they go by stick.
    Where there are none nothing is written. Writing them again before they are answered does no harm: the parent knows each by its id. Raises OSError."""
    home.refresh_from_db()
    acts, upto = queries.acts(home.confirmed, most)
    if not acts:
        Home.objects.filter(pk=home.pk).update(confirmed=upto)
        return Packed(0)
    sizes = queries.files(acts) if files else {}
    left = queries.waiting_after(upto)
    contents = {"acts": acts, "clock": [one.text() for one in queries.readings()], "state": {"waits": left}}
    with transaction.atomic():
        label = _label(home, parcel.ACTS, now)
        parts = [part for name, size in sizes.items() for part in _parts(name, size)]
        digest = parcel.write(stream, label, queries.own(), queries.end(home), contents, {}, parts)
        Sent.objects.create(digest=digest, after=home.confirmed, upto=upto, acts=len(acts), at=now)
    return Packed(len(acts), len(sizes), sum(sizes.values()))


def _parts(name: str, size: int) -> Iterator[Part]:
    for start in range(0, size, PIECE):
        yield Part(name, size, start, min(PIECE, size - start), blob_path(name))


def pack_part(home: Home, stream: IO[bytes], name: str, size: int, start: int, now: datetime) -> None:
    """Write the next part of a file, for the network. Raises OSError."""
    part = Part(name, size, start, min(PIECE, size - start), blob_path(name))
    with transaction.atomic():
        label = _label(home, parcel.FILES, now)
    parcel.write(stream, label, queries.own(), queries.end(home), {}, {}, [part])


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

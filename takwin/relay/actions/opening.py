"""A parcel is opened and taken: at the parent the acts of a box, at a box what the parent tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from django.db import transaction

from takwin.lib.text import N_, Sentence
from takwin.relay import parcel, queries
from takwin.relay.actions.clocks import arrival, hear, note_clock, put_right, readings
from takwin.relay.actions.files import keep_parts, note_uploads
from takwin.relay.actions.settling import receive, settle
from takwin.relay.actions.taking import take_acts
from takwin.relay.models import Box, Came, Home
from takwin.relay.parcel import Parcel
from takwin.relay.refused import Refused

NOT_HERE = N_(
    "This file goes the other way: a parent takes what its boxes tell, a box what its parent tells. Nothing was taken."
)
OLDER = N_("This file is older than what this box knows: take a newer one. Nothing was taken.")
DISK = N_("This computer could not keep what came: %(why)s.")
Fetch = Callable[[list[str]], None]
"""Brings media by their digests, where a parcel does not hold them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a parcel: its row (of a question, or parts of files: one that is not kept), and whether it had been taken before."""

    came: Came
    again: bool = False
    kind: str = ""
    have: tuple[str, ...] = ()
    """Of one that asks: the releases that the box has."""
    files: Mapping[str, int] = field(default_factory=dict)
    """Of parts of files: how many bytes of each are here now."""


def take(source: Path | bytes, now: datetime, fetch: Fetch | None = None, asked: datetime | None = None) -> Outcome:
    """Open a parcel and take what is in it: the same again changes nothing. A parcel that is refused whole is written down with the reason.
    `asked` is when a box asked for it by network; at the parent, bytes come by network. Raises Refused, OSError."""
    home = queries.home()
    found: list[Box | None] = [None]
    trusted = isinstance(source, Path)  # what strangers send over the network leaves no row

    def known(sender: str) -> bool:
        found[0] = None if home else queries.box(sender)
        return sender == home.public if home else found[0] is not None

    try:
        with parcel.opened(source, queries.own(), known) as opened:
            trusted = True
            taken = _taken(opened, found[0], home, now, fetch, at_once=isinstance(source, bytes))
            if home and not taken.again:
                note_clock(home, asked or now, opened.label.made, exact=asked is not None)
            return taken
    except Refused as why:
        if trusted:
            Came.objects.create(box=found[0], at=now, sentence=[why.sentence.message, why.sentence.values])
        raise


def note_trouble(why: Refused | OSError, now: datetime) -> None:
    """Write down why nothing came: the page of a box shows it with the parcels."""
    sentence = why.sentence if isinstance(why, Refused) else Sentence(DISK, {"why": str(why)})
    last = Came.objects.order_by("-pk").first()
    said = [sentence.message, dict(sentence.values)]
    if last is None or last.sentence != said:  # a parcel that was refused whole has written it down itself
        Came.objects.create(at=now, sentence=said)


def _taken(
    opened: Parcel, box: Box | None, home: Home | None, now: datetime, fetch: Fetch | None, *, at_once: bool
) -> Outcome:
    label = opened.label
    if before := Came.objects.filter(digest=opened.digest).first():
        return Outcome(before, again=True, kind=label.kind)
    row = Came(box=box, digest=opened.digest, kind=label.kind, number=label.number, made=label.made, at=now)
    if box and label.kind == parcel.ACTS:
        acts, known = opened.json("acts"), readings(opened)
        came = arrival(opened, known, acts, now, at_once=at_once)
        hear(box, opened, came, now)
        keep_parts(box, opened)
        counts = take_acts(box, acts, opened.digest, partial(put_right, known=known, came=came), now)
        row.taken, row.known, row.refused = counts.taken, counts.known, len(counts.refused)
    elif home and label.kind == parcel.RECEIPT:
        told = opened.json("people")
        receive(home, told["receipts"], now)
        note_uploads(told.get("files", {}))
    elif home and label.kind == parcel.ROSTER:
        if label.number < home.newest:
            raise Refused(OLDER)
        row.taken = settle(home, opened, now, fetch)
    elif box and label.kind == parcel.ASK:
        hear(box, opened, arrival(opened, (), (), now, at_once=at_once), now)
        return Outcome(row, kind=label.kind, have=tuple(map(str, opened.json("ask").get("have", ()))))
    elif box and label.kind == parcel.FILES:
        return Outcome(row, kind=label.kind, files=keep_parts(box, opened))
    else:
        raise Refused(NOT_HERE)
    with transaction.atomic():
        row.save()
        if home and label.kind == parcel.ROSTER:
            Home.objects.filter(pk=home.pk).update(newest=label.number)
    return Outcome(row, kind=label.kind)

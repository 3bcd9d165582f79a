"""What two sites hear of each other's clocks: at a box it is written down, at the parent it puts the times of acts right."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from takwin.records import queries as record
from takwin.relay import clock
from takwin.relay.clock import Reading
from takwin.relay.models import Box, Clock, Home
from takwin.relay.parcel import ACTS, ASK, DAMAGED, Parcel
from takwin.relay.refused import Refused


def note_clock(home: Home, here: datetime, there: datetime, *, exact: bool) -> None:
    """At a box: keep a reading; earlier ones that no unanswered act needs go."""
    Clock.objects.update_or_create(after=record.settled(), defaults={"here": here, "there": there, "exact": exact})
    home.refresh_from_db(fields=["confirmed"])
    if needed := Clock.objects.filter(after__lte=home.confirmed).order_by("-after").first():
        Clock.objects.filter(after__lt=needed.after).delete()


def hear(box: Box, opened: Parcel, came: Reading, now: datetime) -> None:
    """At the parent: how a box does, from a parcel newer than any before. Raises Refused."""
    if opened.label.number <= box.heard or opened.label.kind not in {ACTS, ASK}:
        return
    state = opened.json("state") if "state" in opened.contents else {}
    waits = state.get("waits", 0) if isinstance(state, dict) else 0
    box.seen, box.heard, box.behind = now, opened.label.number, int(came.lacks.total_seconds())
    box.waits = waits if type(waits) is int and 0 <= waits < 1 << 31 else 0
    box.save(update_fields=["seen", "heard", "behind", "waits"])


def readings(opened: Parcel) -> list[Reading]:
    """What a parcel of acts tells of the clock it was made by; nothing from a box of an older version. Raises Refused."""
    try:
        told = opened.json("clock") if "clock" in opened.contents else []
        return sorted((clock.read(one) for one in told), key=lambda one: one.after)
    except (ValueError, TypeError):
        raise Refused(DAMAGED) from None


def arrival(opened: Parcel, known: Sequence[Reading], acts: Sequence[Any], now: datetime, *, at_once: bool) -> Reading:
    """The reading that a parcel is itself, after the last of its acts."""
    numbers = [one["n"] for one in acts if isinstance(one, dict) and type(one.get("n")) is int]
    return clock.arrival(max(numbers, default=0), opened.label.made, now, known, at_once=at_once)


def put_right(number: Any, at: datetime, known: Sequence[Reading], came: Reading) -> datetime:
    """When an act was done; one without a number is told by a box of an older version."""
    return clock.put_right(number if type(number) is int else came.after, at, known, came)

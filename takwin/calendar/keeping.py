"""What a calendar told before, and what it tells now: events keep their UID, and say when they were moved or cancelled; plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from takwin.lib.dated import Dated

REMEMBERED = timedelta(days=60)
"""How long something that went away is told as cancelled: longer than any program leaves between two looks."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An event, how often it was changed (RFC 5545, 3.8.7.4), when it became as it is, and when it went away."""

    event: Dated
    sequence: int
    changed: datetime
    gone: datetime | None = None

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.event.cancelled or self.gone is not None


def to_json(event: Dated) -> dict[str, Any]:
    """A small object."""
    return asdict(event) | {"begins": event.begins.isoformat(), "ends": event.ends.isoformat()}


def from_json(told: dict[str, Any]) -> Dated:
    """What `to_json` wrote."""
    read = datetime.fromisoformat if "T" in told["begins"] else date.fromisoformat
    return Dated(**(told | {"begins": read(told["begins"]), "ends": read(told["ends"])}))


def kept(before: Mapping[str, Kept], found: Iterable[Dated], now: datetime) -> dict[str, Kept]:
    """Everything to be told now, by UID. What is as before is the same object; what is to come and is no longer found is cancelled; what
    is over, or went away long ago, is forgotten."""
    now = now.replace(microsecond=0)
    told = {event.uid: _now(before.get(event.uid), event, now) for event in found}
    for uid, old in before.items():
        if uid not in told and (left := _away(old, now)):
            told[uid] = left
    return told


def _now(old: Kept | None, event: Dated, now: datetime) -> Kept:
    if old is None:
        return Kept(event, 0, now)
    return old if old.event == event and old.gone is None else Kept(event, old.sequence + 1, now)


def _away(old: Kept, now: datetime) -> Kept | None:
    if old.gone is not None:
        return old if now - old.gone < REMEMBERED else None
    end = old.event.ends
    over = end < now if isinstance(end, datetime) else end < now.date()
    return None if over else replace(old, sequence=old.sequence + 1, changed=now, gone=now)

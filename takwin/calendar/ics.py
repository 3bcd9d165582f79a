"""A calendar as other programs take it (RFC 5545, RFC 7986); plain Python."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from takwin.calendar.keeping import Kept

PRODUCT = "-//Takwin//Calendar//EN"
AGAIN = timedelta(hours=4)
"""How often programs are asked to look again."""


def written(name: str, language: str, events: Iterable[Kept], base: str) -> bytes:
    """The whole file; the same events give the same bytes. `base` is the address of the site, without a slash at its end."""
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("name", name, parameters={"LANGUAGE": language})
    whole.add("x-wr-calname", name)
    whole.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    whole.add("x-published-ttl", "PT4H")
    for kept in sorted(events, key=lambda one: (_utc(one.event.begins).isoformat(), one.event.uid)):
        whole.add_component(_event(kept, base))
    return bytes(whole.to_ical())


def _event(kept: Kept, base: str) -> Event:
    event, made = kept.event, Event()
    made.add("uid", f"{event.uid}@takwin")
    made.add("dtstamp", kept.changed.astimezone(UTC))
    made.add("last-modified", kept.changed.astimezone(UTC))
    made.add("sequence", kept.sequence)
    made.add("status", "CANCELLED" if kept.cancelled else "CONFIRMED")
    made.add("summary", event.title)
    made.add("dtstart", _utc(event.begins))
    made.add("dtend", _utc(event.ends) + (timedelta(days=1) if event.day else timedelta()))
    made.add("transp", "TRANSPARENT" if event.day or kept.cancelled else "OPAQUE")
    if event.place:
        made.add("location", event.place)
    if event.told:
        made.add("description", event.told)
    if event.link:
        made.add("url", base + event.link)
    return made


def _utc(moment: date | datetime) -> date | datetime:
    """A moment for everybody; a day stays the day that it is."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment

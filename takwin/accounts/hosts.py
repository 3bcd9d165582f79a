"""Whose guest a visitor is who goes on to a page, and in whose name a letter goes to somebody: rooms above say so, how that looks, and which
language is spoken there."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest

from takwin.accounts.language import greet
from takwin.accounts.models import Person
from takwin.accounts.rooms import above


@dataclass(frozen=True, slots=True)
class Host:
    """The language spoken on the page, empty for none in particular; and how it looks in the language of the moment (what `design/host.html`
    shows, None for the house's own look)."""

    language: str
    brand: Callable[[], object]


def host_of(address: str) -> Host | None:
    """Whose page an address of ours is, by the first `host_of` of the rooms that knows it; None for the site's own."""
    path = urlsplit(address).path
    found = (room.host_of(path) for room in above("hosts")) if path else ()
    return next(filter(None, found), None)


def received(request: HttpRequest, address: str) -> object:
    """Receive somebody who is on the way to a page: in its language, where they have chosen none. Gives how the page looks."""
    host = host_of(address)
    if host is None:
        return None
    greet(request, host.language)
    return host.brand()


def sender_of(person: Person) -> str:
    """The place in whose name we write to somebody, in the language of the moment, by the first `sender_of` of the rooms that knows one; empty for
    none: the site writes in its own name."""
    found = (str(room.sender_of(person)) for room in above("hosts") if hasattr(room, "sender_of"))
    return next(filter(None, found), "")

"""Whose guest somebody is who comes by the code of a cohort, and whose letters its people get."""

from django.urls import Resolver404, resolve
from django.utils import timezone

from takwin.accounts.hosts import Host
from takwin.accounts.models import Person
from takwin.institutions import queries
from takwin.institutions.models import Node


def host_of(path: str) -> Host | None:
    """The cohort that a code in an address opens."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    code = match.kwargs["code"] if match.url_name == "join-by" else ""
    found = queries.join_code(code, timezone.now()) if code else None
    return host(found.node) if found else None


def host(node: Node) -> Host:
    """A place as a host: its language, or that of the nearest above it."""
    return Host(queries.spoken([node])[node.pk], lambda: node.brand)


def sender_of(person: Person) -> str:
    """The name of the place that somebody belongs to, as its pages show it; empty where it has no look, or where they belong to places that look
    different: no letter speaks in the name of a place that it is not from."""
    looks = {node.worn: node for node in queries.places_of(person, timezone.now())}
    brand = looks.popitem()[1].brand if len(looks) == 1 else None
    return brand.name if brand else ""

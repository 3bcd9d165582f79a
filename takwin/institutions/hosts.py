"""Whose guest somebody is who comes by the code of a cohort."""

from django.urls import Resolver404, resolve
from django.utils import timezone

from takwin.accounts.hosts import Host
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

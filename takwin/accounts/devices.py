"""A browser knows, signed by the site, who signed in with it. It is then a place of its own where wrong passwords are
counted, so that nobody elsewhere can lock its people out. Who they are, nobody can read from it."""

import secrets
from datetime import timedelta

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from takwin.accounts.models import Person

COOKIE = SALT = "device"
LASTS = timedelta(days=365)
MOST = 10
"""How many people a shared computer remembers; the first is forgotten first."""
LENGTH = 16
"""Hexadecimal signs that stand for a person."""


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    """The name drawn for this browser, and the marks of those it knows; a new name and nobody where there is no cookie
    of ours."""
    try:
        name, *marks = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return secrets.token_hex(8), []
    return name, [mark for mark in marks if isinstance(mark, str)]


def named(request: HttpRequest) -> str:
    """The name drawn for this browser when somebody signed in with it; nothing before."""
    return _read(request)[0] if COOKIE in request.COOKIES else ""


def _mark(name: str, person: Person) -> str:
    """What stands for a person in one browser, and in no other."""
    return salted_hmac(f"takwin.accounts.devices {name}", str(person.pk)).hexdigest()[:LENGTH]


def knows(request: HttpRequest, person: Person | None) -> bool:
    """Whether this person signed in with this browser before."""
    name, marks = _read(request)
    return person is not None and _mark(name, person) in marks


def place(request: HttpRequest, person: Person | None) -> str:
    """Where tries for this person come from: their own browser, else the network address."""
    return f"device {_read(request)[0]}" if knows(request, person) else f"address {get_ip(request)}"


def remember(request: HttpRequest, response: HttpResponseBase, person: Person) -> None:
    """This browser knows the person from now on."""
    name, marks = _read(request)
    mine = _mark(name, person)
    known = [*(mark for mark in marks if mark != mine), mine][-MOST:]
    response.set_cookie(
        COOKIE, signing.dumps([name, *known], salt=SALT), max_age=LASTS, secure=settings.SESSION_COOKIE_SECURE,
        httponly=True, samesite="Lax",
    )  # fmt: skip

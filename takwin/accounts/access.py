"""Who may look after other people's accounts."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from takwin.accounts import queries
from takwin.accounts.models import AccessReissue, Person


def me(request: HttpRequest) -> Person:
    """The person who is signed in; refuses when nobody is."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def administrator(request: HttpRequest) -> Person:
    """The administrator who is signed in; refuses everybody else."""
    person = me(request)
    if not person.is_staff:
        raise PermissionDenied
    return person


def people(by: Person, words: str) -> QuerySet[Person]:
    """The people an administrator looks for."""
    if not by.is_staff:
        raise PermissionDenied
    return queries.search(words)


def somebody(by: Person, pk: int) -> Person:
    """One person that an administrator looks after; an erased or merged account is nobody's any more."""
    if not by.is_staff:
        raise PermissionDenied
    return get_object_or_404(Person.objects.filter(merged_into=None).exclude(name=""), pk=pk)


PROVEN, LASTS = "takwin.merge", timedelta(minutes=10)
"""Under which name a session keeps which other account somebody has just shown to be theirs, and for how long."""


def proven(request: HttpRequest) -> Person | None:
    """The other account that the person has shown to be theirs a moment ago; None where they have yet to."""
    kept = request.session.get(PROVEN) or {}
    fresh = timezone.now().timestamp() - kept.get("at", 0) < LASTS.total_seconds()
    if not fresh or kept.get("by") != me(request).pk:
        return None
    return Person.objects.filter(pk=kept["other"], is_active=True).first()


def prove(request: HttpRequest, other: Person, *, by_code: bool) -> None:
    """Somebody has shown that another account is theirs, by its password or by one of its recovery codes."""
    now = timezone.now().timestamp()
    request.session[PROVEN] = {"by": me(request).pk, "other": other.pk, "at": now, "by_code": by_code}


def opens_other(request: HttpRequest) -> bool:
    """Whether the person could sign in to the account that they have shown: by a code alone they could not."""
    return not (request.session.get(PROVEN) or {}).get("by_code")


def reissues(by: Person) -> QuerySet[AccessReissue]:
    """Every access given again, latest first."""
    if not by.is_staff:
        raise PermissionDenied
    return AccessReissue.objects.select_related("person", "by").order_by("-created", "-pk")

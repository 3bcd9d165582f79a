"""Who may look after other people's accounts."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

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
    """One person that an administrator looks after; an erased account is nobody's any more."""
    if not by.is_staff:
        raise PermissionDenied
    return get_object_or_404(Person.objects.exclude(name=""), pk=pk)


def reissues(by: Person) -> QuerySet[AccessReissue]:
    """Every access given again, latest first."""
    if not by.is_staff:
        raise PermissionDenied
    return AccessReissue.objects.select_related("person", "by").order_by("-created", "-pk")

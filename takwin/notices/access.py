"""Notices belong to one person."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from takwin.accounts.models import Person
from takwin.notices.models import Notice


def mine(person: Person) -> QuerySet[Notice]:
    """A person's notices, latest first."""
    return Notice.objects.filter(person=person).order_by("-created", "-pk")


def one_of_mine(person: Person, pk: int) -> Notice:
    """One notice of this person; nobody else's is found."""
    return get_object_or_404(Notice, person=person, pk=pk)

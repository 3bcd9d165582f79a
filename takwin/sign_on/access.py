"""Who may sign in by what, and who looks after it."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from takwin.accounts.models import Person
from takwin.sign_on.models import Identity, Provider


def usable(slug: str) -> Provider:
    """A service by which people sign in now; 404 otherwise."""
    return get_object_or_404(Provider.objects.select_related("node"), slug=slug, active=True)


def providers(by: Person) -> QuerySet[Provider]:
    """All services, for an administrator; none for anybody else."""
    found = Provider.objects.select_related("node").order_by("pk")
    return found if by.is_staff else found.none()


def provider(by: Person, slug: str) -> Provider:
    """One of them, for an administrator; 404 for anybody else."""
    return get_object_or_404(providers(by), slug=slug)


def identities(person: Person) -> QuerySet[Identity]:
    """The accounts elsewhere by which a person signs in."""
    return Identity.objects.filter(person=person).select_related("provider").order_by("pk")


def identity(person: Person, pk: int) -> Identity:
    """One of one's own; 404 otherwise."""
    return get_object_or_404(identities(person), pk=pk)

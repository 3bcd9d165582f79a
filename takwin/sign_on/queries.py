"""Finding services, and who signs in by them."""

from django.db.models import Count, QuerySet

from takwin.accounts.models import Person
from takwin.sign_on.models import Identity, Provider


def active() -> QuerySet[Provider]:
    """The services by which people sign in now."""
    return Provider.objects.filter(active=True).select_related("node").order_by("pk")


def known(issuer: str, subject: str) -> Identity | None:
    """The account here of somebody whom a service names: by issuer and subject together, never by an address."""
    return Identity.objects.filter(issuer=issuer, subject=subject).select_related("person", "provider").first()


def of(person: Person) -> QuerySet[Identity]:
    """What somebody has with services that are in use."""
    return Identity.objects.filter(person=person, provider__active=True).select_related("provider").order_by("pk")


def people(providers: QuerySet[Provider]) -> dict[int, int]:
    """How many people sign in by each service."""
    return dict(providers.values_list("pk").annotate(many=Count("identities")).order_by())

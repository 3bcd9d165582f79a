"""Finding people."""

from django.db.models import Q, QuerySet

from takwin.accounts.models import Person
from takwin.accounts.names import free, tidy

SHOWN = 50


def by_sign_in(typed: str) -> Person | None:
    """The active person who signs in with this sign-in name or confirmed e-mail address."""
    wanted = tidy(typed).replace("\0", "")  # a sign that PostgreSQL does not take
    field = "email" if "@" in wanted else "username"
    return Person.objects.filter(**{field: wanted}, is_active=True).first()


def reachable(address: str) -> list[Person]:
    """Whose forgotten password may be sent to an address: its owner, else those few who wait to confirm it."""
    active = Person.objects.filter(is_active=True)
    address = address.strip().lower()
    owners = list(active.filter(email=address)) if address else []
    return owners or (list(active.filter(email="", email_pending=address).order_by("-pk")[:3]) if address else [])


def free_username(base: str) -> str:
    """A sign-in name that nobody has, as near to `base` as can be."""
    return free(base, set(Person.objects.filter(username__startswith=base[:34]).values_list("username", flat=True)))


def search(words: str) -> QuerySet[Person]:
    """People whose name, sign-in name or address holds the words; all of them when there are none. By name."""
    found = Person.objects.exclude(name="")
    if words:
        found = found.filter(
            Q(name__icontains=words) | Q(username__icontains=tidy(words)) | Q(email__icontains=words.lower())
        )
    return found.order_by("name", "pk")[:SHOWN]

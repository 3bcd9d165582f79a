"""Finding people."""

from datetime import datetime

from django.db.models import Q, QuerySet

from takwin.accounts.codes import digest
from takwin.accounts.models import Decision, Person, RecoveryCode
from takwin.accounts.names import free, tidy

SHOWN = 50


def called(typed: str) -> Person | None:
    """The person, active or not, with this sign-in name or e-mail address: of an address its owner, else the one who
    gave it last and has not confirmed it yet. The names of an account that was merged lead to the one it went into."""
    found = _called(typed)
    return (found.merged_into or found) if found else None


def _called(typed: str) -> Person | None:
    people = Person.objects.select_related("merged_into")
    wanted = tidy(typed).replace("\0", "")  # a sign that PostgreSQL does not take
    if "@" not in wanted:
        return people.filter(username=wanted).first()
    waiting = people.filter(email_pending=wanted).order_by("-is_active", "-pk")
    return people.filter(email=wanted).first() or waiting.first()


def by_sign_in(typed: str) -> Person | None:
    """The active person who signs in with this sign-in name or e-mail address."""
    person = called(typed)
    return person if person and person.is_active else None


def merged_since(person: Person, when: datetime) -> bool:
    """Whether another account was merged into somebody's after a moment."""
    return person.decisions.filter(what=Decision.What.MERGED, at__gt=when).exists()


def by_recovery_code(typed: str, code: str) -> Person | None:
    """The active person of this name who has this recovery code, unused."""
    person = by_sign_in(typed)
    kept = digest(code, (person or Person()).pseudonym)
    return person if person and RecoveryCode.objects.filter(person=person, digest=kept, used=None).exists() else None


def reachable(address: str) -> list[Person]:
    """Whose forgotten password may be sent to an address: its owner's. One that nobody has confirmed may be mistyped, so
    that the letter would open the account to a stranger."""
    address = address.strip().lower()
    return list(Person.objects.filter(email=address, is_active=True)) if address else []


def free_username(base: str) -> str:
    """A sign-in name that nobody has, as near to `base` as can be."""
    return free(base, set(Person.objects.filter(username__startswith=base[:34]).values_list("username", flat=True)))


def search(words: str) -> QuerySet[Person]:
    """People whose name, sign-in name or address holds the words; all of them when there are none. By name.
    Those of an account that was merged find the one it went into."""
    everybody = Person.objects.exclude(name="")
    found = everybody.filter(merged_into=None)
    if words:
        said = Q(name__icontains=words) | Q(username__icontains=tidy(words)) | Q(email__icontains=words.lower())
        found = found.filter(said | Q(pk__in=everybody.filter(said, merged_into__isnull=False).values("merged_into")))
    return found.order_by("name", "pk")[:SHOWN]

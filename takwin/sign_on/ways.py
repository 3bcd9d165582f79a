"""What the sign-in page offers beside a password."""

from django.urls import reverse

from takwin.accounts.models import Person
from takwin.accounts.ways import Way
from takwin.sign_on import queries


def ways() -> list[Way]:
    """A button for each service by which people sign in now."""
    return [
        Way(reverse("sign-on-by", args=[one.slug]), one.name, one.node.name if one.node else "")
        for one in queries.active()
    ]


def again(person: Person) -> list[Way]:
    """A button for each service by which this person signs in and that is in use."""
    return [Way(reverse("sign-on-by", args=[one.provider.slug]), one.provider.name) for one in queries.of(person)]

"""Who somebody is, by sign-in name or e-mail address and password."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from takwin.accounts.models import Person
from takwin.database.prepared import Prepared

MOST = 3


def _person(pk: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=pk)


PERSON = Prepared(_person, -1)


class Backend(AuthenticationBackend):
    """allauth's way, and one more: an address that still waits for its confirmation serves to sign in as well, since
    the password shows that the person is the one who typed it."""

    def get_user(self, user_id: int) -> Person | None:
        """Who it is, on every page of somebody signed in."""
        return next((person for person in PERSON(user_id) if self.user_can_authenticate(person)), None)

    def _authenticate_by_email(self, email: str, password: str) -> Any:
        return super()._authenticate_by_email(email, password) or self._by_pending(email, password)

    def _by_pending(self, email: str, password: str) -> Any:
        waiting = Person.objects.filter(email_pending=email.lower()) if "@" in email else Person.objects.none()
        return next(
            (person for person in waiting.order_by("-pk")[:MOST] if self._check_password(person, password)), None
        )

"""Who somebody is, by sign-in name or e-mail address and password."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet
from django.http import HttpRequest

from takwin.accounts import queries
from takwin.accounts.models import Person
from takwin.database.prepared import Prepared


def _person(pk: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=pk).defer("last_login", "date_joined")


PERSON = Prepared(_person, -1)


class Backend(AuthenticationBackend):
    """allauth's way, with one look and one password for everybody, so that the time it takes tells nothing. An address
    that still waits for its confirmation serves as well, since the password shows who typed it."""

    def get_user(self, user_id: int) -> Person | None:
        """Who it is, on every page of somebody signed in."""
        return next((person for person in PERSON(user_id) if self.user_can_authenticate(person)), None)

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        typed = credentials.get("email") or credentials.get("username") or ""
        return self._check_password(queries.called(typed), credentials["password"])

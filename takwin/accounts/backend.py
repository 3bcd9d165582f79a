"""Who somebody is, by sign-in name or e-mail address and password."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from takwin.accounts.models import Person

MOST = 3


class Backend(AuthenticationBackend):
    """allauth's way, and one more: an address that still waits for its confirmation serves to sign in as well, since
    the password shows that the person is the one who typed it."""

    def _authenticate_by_email(self, email: str, password: str) -> Any:
        return super()._authenticate_by_email(email, password) or self._by_pending(email, password)

    def _by_pending(self, email: str, password: str) -> Any:
        waiting = Person.objects.filter(email_pending=email.lower()) if "@" in email else Person.objects.none()
        return next(
            (person for person in waiting.order_by("-pk")[:MOST] if self._check_password(person, password)), None
        )

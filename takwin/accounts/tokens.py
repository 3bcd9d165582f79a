"""What the links in letters carry. It is made when a letter leaves and kept nowhere."""

from datetime import timedelta

from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from takwin.accounts.models import Person

EMAIL_LASTS = timedelta(days=3)
EMAIL_SALT = "takwin.accounts.email"


def email_token(person: Person) -> str:
    """For the owner of a mailbox: who, and which address."""
    return signing.dumps([person.pk, person.email_pending], salt=EMAIL_SALT)


def email_of(token: str) -> tuple[int, str]:
    """Person and address of a token; raises BadSignature when it is made up or too old."""
    pk, address = signing.loads(token, salt=EMAIL_SALT, max_age=EMAIL_LASTS)
    return pk, address


def password_tokens(person: Person) -> tuple[str, str]:
    """For a new password: who, and a token that serves once, for a day."""
    return urlsafe_base64_encode(force_bytes(person.pk)), default_token_generator.make_token(person)

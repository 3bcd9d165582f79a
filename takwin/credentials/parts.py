"""What this room shows inside other rooms' pages."""

from dataclasses import dataclass
from typing import Any

from takwin.accounts.models import Person
from takwin.credentials import queries
from takwin.credentials.models import Credential


@dataclass(frozen=True, slots=True)
class Part:
    """A template and what it needs."""

    template: str
    data: Any


def held(person: Person, language: str) -> list[Part]:
    """The credentials that a person holds, as cards of their dashboard."""
    return [
        Part("credentials/held.html", {"credential": credential, "standing": standing(credential)})
        for credential in queries.held(person)
    ]


def standing(credential: Credential) -> str:
    """How a credential stands, in one word: "replaced", "revoked", "suspended" or "valid"."""
    if credential.revoked:
        return "replaced" if hasattr(credential, "replaced_by") else "revoked"
    return "suspended" if credential.suspended else "valid"

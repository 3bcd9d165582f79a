"""The cast: a few people whose rights everyone knows. Ask for them by name in any test.

| who | what they may do |
|---|---|
| amina | a teacher who studies |
| brahim | her peer: another teacher |
| tilelli | a tutor |
| omar | an organiser |
| ghizlane | an author: may create courses |
| zed | a stranger: has an account, no part in anything, and is always refused |
| salma | an administrator |

`sign_in(person)` gives a browser that is signed in; `visitor` is one that is not.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from takwin.accounts.models import Person

PASSWORD = "Un mot de passe pour les essais"
SignIn = Callable[[Person], Client]


def person(username: str, name: str, **rights: Any) -> Person:
    """Somebody with an account and the password of the tests."""
    somebody = Person(username=username, name=name, email=f"{username}@takwin.test", **rights)
    somebody.set_password(PASSWORD)
    somebody.save()
    return somebody


@pytest.fixture
def amina(db: None) -> Person:
    """A teacher who studies; reads in French."""
    return person("amina", "Amina Bennani")


@pytest.fixture
def brahim(db: None) -> Person:
    """Her peer; reads in Arabic."""
    return person("brahim", "ابراهيم العلوي", language="ar")


@pytest.fixture
def tilelli(db: None) -> Person:
    """A tutor."""
    return person("tilelli", "Tilelli Ouhssain")


@pytest.fixture
def omar(db: None) -> Person:
    """An organiser."""
    return person("omar", "Omar Idrissi")


@pytest.fixture
def ghizlane(db: None) -> Person:
    """An author."""
    return person("ghizlane", "Ghizlane Tazi", is_author=True)


@pytest.fixture
def zed(db: None) -> Person:
    """A stranger who is always refused; reads in English."""
    return person("zed", "Zed", language="en")


@pytest.fixture
def salma(db: None) -> Person:
    """An administrator."""
    return person("salma", "Salma Amrani", is_staff=True)


@pytest.fixture
def sign_in() -> SignIn:
    """A signed-in browser for a person, without going through the sign-in page."""

    def signed_in(somebody: Person) -> Client:
        browser = Client()
        browser.force_login(somebody)
        return browser

    return signed_in


@pytest.fixture
def visitor(db: None) -> Client:
    """A browser that is not signed in."""
    return Client()

"""Every page is closed to strangers unless it is on the published list of open pages."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse

from tests.house.source import HOUSE
from tests.house.urls import Address, addresses

PUBLISHED = HOUSE / "docs" / "reference" / "open-pages.md"
ALL = list(addresses())


def published() -> dict[str, str]:
    """What the list says: {route: why}."""
    return dict(re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", PUBLISHED.read_text("utf-8"), re.MULTILINE))


def test_the_published_list_is_the_list() -> None:
    said, found = set(published()), {address.route for address in ALL if address.open}
    assert sorted(found - said) == [], "open, but not on the list"
    assert sorted(said - found) == [], "on the list, but not open"


@pytest.mark.parametrize("address", [one for one in ALL if not one.open], ids=lambda one: one.route)
def test_a_closed_page_sends_a_stranger_to_the_sign_in_page(address: Address, visitor: Client) -> None:
    assert resolve(address.example).route == address.route.removeprefix("/")
    for answer in (visitor.get(address.example), visitor.post(address.example)):
        assert answer.status_code == 302, address.route
        assert answer.headers["Location"].startswith(reverse(settings.LOGIN_URL))


def test_no_page_is_left_out_of_the_middleware() -> None:
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in settings.MIDDLEWARE

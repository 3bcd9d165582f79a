"""Lines of the log: one for what was refused, with who and where; a traceback for mistakes of ours; never a secret."""

import logging
import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from takwin.accounts.models import Person
from takwin.config import logs
from tests.house.urls import addresses

pytestmark = pytest.mark.urls(__name__)
WHEN = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}"


@login_not_required
def refuse(request: HttpRequest, token: str, uid: str = "") -> HttpResponse:
    raise {"wrong": ValueError("a mistake"), "full": OperationalError("database or disk is full")}.get(
        token, PermissionDenied("not yours")
    )


urlpatterns = [path("refused/<token>", refuse), path("recover/<uid>/<token>/", refuse)]


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What reaches the log while the test lasts."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Line())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def test_a_refusal_is_one_line_with_who_and_where(client: Client, amina: Person, log: StringIO) -> None:
    client.force_login(amina)
    client.get("/refused/x?secret=1")
    said = rf"{WHEN} WARNING django.request: 403 Forbidden \(Permission denied\): GET /refused/x by person {amina.pk}\n"
    assert re.fullmatch(said, log.getvalue())


def test_a_page_that_is_not_there_is_one_line(visitor: Client, log: StringIO) -> None:
    visitor.get("/wp-login.php%0AERROR all is lost")
    said = rf"{WHEN} WARNING django.request: 404 Not Found: GET /wp-login.php%0AERROR%20all%20is%20lost by a visitor\n"
    assert re.fullmatch(said, log.getvalue())


def test_a_full_disk_is_one_line(visitor: Client, log: StringIO) -> None:
    visitor.get("/refused/full")
    said = r"ERROR django.request: 503 Service Unavailable (database or disk is full): GET /refused/full by a visitor"
    assert (said in log.getvalue(), log.getvalue().count("\n")) == (True, 1)


def test_a_mistake_of_ours_keeps_its_traceback(visitor: Client, log: StringIO) -> None:
    visitor.raise_request_exception = False
    visitor.get("/refused/wrong")
    first, *rest = log.getvalue().splitlines()
    assert first.endswith("500 Internal Server Error: GET /refused/wrong by a visitor")
    assert (rest[0], rest[-1]) == ("Traceback (most recent call last):", "ValueError: a mistake")


@pytest.mark.parametrize("address", ["/recover/MQ/c5-sesame/", "/recover/MQ/c5-sesame/.", "/recover/c5-sesame%0A/x/y"])
def test_addresses_that_open_doors_are_not_written(visitor: Client, log: StringIO, address: str) -> None:
    visitor.get(address)
    assert "GET /recover/… by a visitor" in log.getvalue()
    assert "sesame" not in log.getvalue()


@pytest.mark.urls("takwin.config.urls")
def test_every_address_with_a_token_is_known_to_open_a_door() -> None:
    with_token = [one.example for one in addresses() if "token>" in one.route]
    assert with_token
    assert [address for address in with_token if not logs.SECRET.search(address)] == []

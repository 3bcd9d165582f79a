"""Whoever knocks too often is asked to wait; all workers count together; what cannot be counted is no refusal."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.cache import cache
from django.db import OperationalError, connection
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from takwin.accounts import actions, housekeeping
from takwin.accounts.cache import Cache
from takwin.accounts.models import Person
from tests.cast import PASSWORD, SignIn

HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7"
WRONG = {"login": "amina", "password": "wrong"}
RIGHT = {"login": "amina", "password": PASSWORD, "next": "/courses/"}


def knock(browser: Client, typed: dict[str, str], place: str) -> int:
    return browser.post(reverse("sign-in"), typed, REMOTE_ADDR=place).status_code


def test_wrong_passwords_are_limited_for_one_name_in_one_place(visitor: Client, amina: Person) -> None:
    assert [knock(visitor, WRONG, ELSEWHERE) for _ in range(6)] == [200] * 5 + [429]
    answer = Client().post(reverse("sign-in"), RIGHT, REMOTE_ADDR=ELSEWHERE)
    assert answer.status_code == 429
    assert 'value="amina"' in answer.text
    assert knock(Client(), {"login": "brahim", "password": "wrong"}, ELSEWHERE) == 200


def test_a_stranger_elsewhere_locks_nobody_out(visitor: Client, amina: Person) -> None:
    for _ in range(6):
        knock(visitor, WRONG, ELSEWHERE)
    assert knock(Client(), RIGHT, HOME) == 302


def test_somebody_at_the_same_address_locks_no_known_browser_out(visitor: Client, amina: Person) -> None:
    hers = Client()
    assert knock(hers, RIGHT, HOME) == 302
    hers.post(reverse("sign-out"))
    for _ in range(6):
        knock(visitor, WRONG, HOME)
    assert knock(hers, RIGHT, HOME) == 302
    assert [knock(visitor, RIGHT, HOME), knock(Client(), RIGHT, HOME)] == [429, 429]


def test_many_strangers_everywhere_are_limited_and_a_known_browser_passes(amina: Person) -> None:
    hers, unknown = Client(), Client()
    knock(hers, RIGHT, HOME)
    hers.post(reverse("sign-out"))
    guesses = [knock(Client(), WRONG, f"198.51.100.{number // 3}") for number in range(31)]
    assert guesses == [200] * 30 + [429]
    assert knock(unknown, RIGHT, HOME) == 429
    assert knock(hers, RIGHT, HOME) == 302


def test_a_way_back_makes_a_browser_known(amina: Person) -> None:
    for number in range(31):
        knock(Client(), WRONG, f"198.51.100.{number // 3}")
    code, *_ = actions.renew_recovery_codes(amina, timezone.now())
    hers = Client()
    hers.post(reverse("recover-by-code"), {"login": "amina", "code": code, "password": "quatre chevaux lents"})
    assert knock(hers, RIGHT | {"password": "quatre chevaux lents"}, HOME) == 302


def test_a_known_browser_is_limited_itself_and_knows_nobody_else(amina: Person, brahim: Person) -> None:
    hers = Client()
    knock(hers, RIGHT, HOME)
    hers.post(reverse("sign-out"))
    assert [knock(hers, WRONG, f"192.0.2.{number}") for number in range(6)] == [200] * 5 + [429]
    for number in range(31):
        knock(Client(), WRONG | {"login": "brahim"}, f"198.51.100.{number // 3}")
    assert knock(hers, RIGHT | {"login": "brahim"}, HOME) == 429


def test_a_made_up_cookie_makes_no_browser_known(amina: Person) -> None:
    for number in range(31):
        knock(Client(), WRONG, f"198.51.100.{number // 3}")
    forged = Client()
    forged.cookies["device"] = "WyJ4IiwxXQ:1abcde:forged"
    assert knock(forged, RIGHT, HOME) == 429


def test_the_cookie_of_a_browser_is_not_for_scripts(visitor: Client, amina: Person) -> None:
    knock(visitor, RIGHT, HOME)
    cookie = visitor.cookies["device"]
    assert (bool(cookie["httponly"]), cookie["samesite"], "amina" in cookie.value) == (True, "Lax", False)


def test_the_cookie_of_a_browser_names_nobody(visitor: Client, amina: Person, brahim: Person) -> None:
    knock(visitor, RIGHT, HOME)
    other = Client()
    knock(other, RIGHT, HOME)
    told = [signing.loads(browser.cookies["device"].value, salt="device") for browser in (visitor, other)]
    assert [len(one) for one in told] == [2, 2]
    assert not set(told[0]) & set(told[1])
    assert amina.pk not in told[0]


def test_a_success_counts_for_nothing(visitor: Client, amina: Person) -> None:
    right = {"login": "amina", "password": PASSWORD, "next": "/courses/"}
    assert [Client().post(reverse("sign-in"), right).status_code for _ in range(8)] == [302] * 8


def test_sign_ups_are_limited_for_one_place(visitor: Client) -> None:
    answers = [visitor.post(reverse("sign-up"), {"name": ""}) for _ in range(41)]
    assert [answer.status_code for answer in answers] == [200] * 40 + [429]
    assert "<h1>" in answers[-1].text
    elsewhere = visitor.post(reverse("sign-up"), {"name": ""}, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


def test_guessing_codes_is_limited(visitor: Client, amina: Person) -> None:
    form = {"login": "amina", "code": "0000 0000 0000 0000", "password": "quatre chevaux lents"}
    answers = [visitor.post(reverse("recover-by-code"), form).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_letters_to_one_address_are_limited(visitor: Client) -> None:
    answers = [visitor.post(reverse("recover-by-mail"), {"email": "a@takwin.test"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_the_count_is_kept_where_every_worker_sees_it(db: None) -> None:
    assert cache.add("here", 1, 60)
    assert not cache.add("here", 2, 60)
    assert cache.get("here") == 1
    cache.set("here", 3, 60)
    assert cache.get("here") == 3
    assert cache.touch("here", 60)
    cache.set("gone", 1, -2)
    assert cache.add("gone", 2, None)
    assert cache.get("gone") == 2


@pytest.fixture
def full_disk(db: None) -> Iterator[None]:
    """The table of counts cannot be written."""

    def refuse(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if "takwin_cache" in sql and not sql.startswith("SELECT"):
            raise OperationalError("database or disk is full")
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize("page", ["sign-in", "sign-up", "recover-by-mail", "recover-by-code"])
def test_what_cannot_be_counted_is_no_refusal(amina: Person, full_disk: None, page: str) -> None:
    form = {"login": "amina", "name": "Amina", "code": "1", "password": PASSWORD, "email": "amina@takwin.test"}
    answer: HttpResponseBase = Client().post(reverse(page), form)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")


def test_what_is_too_old_is_swept_away(amina: Person, sign_in: SignIn) -> None:
    browser = sign_in(amina)
    cache.set("lasts", 1, 60)
    cache.set("old", 1, -2)
    ended = SessionStore()
    ended["x"] = 1
    ended.save()
    Session.objects.filter(pk=ended.session_key).update(expire_date=timezone.now() - timedelta(hours=1))
    housekeeping.sweep()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM takwin_cache WHERE cache_key IN (':1:lasts', ':1:old')")
        assert [key for (key,) in cursor.fetchall()] == [":1:lasts"]
    assert not Session.objects.filter(pk=ended.session_key).exists()
    assert browser.get(reverse("account")).status_code == 200
    assert isinstance(cache._connections[cache._alias], Cache)  # type: ignore[attr-defined]

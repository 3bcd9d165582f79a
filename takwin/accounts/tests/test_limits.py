"""Whoever knocks too often is asked to wait; all workers count together."""

from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from takwin.accounts.models import Person
from tests.cast import PASSWORD


def test_failed_sign_ins_are_limited_for_one_name(visitor: Client, amina: Person) -> None:
    wrong = {"login": "amina", "password": "wrong"}
    assert [visitor.post(reverse("sign-in"), wrong).status_code for _ in range(6)] == [200] * 5 + [429]
    answer = Client().post(reverse("sign-in"), {"login": "amina", "password": PASSWORD})
    assert answer.status_code == 429
    assert 'value="amina"' in answer.text
    other = Client().post(reverse("sign-in"), {"login": "brahim", "password": "wrong"})
    assert other.status_code == 200


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


def test_the_count_is_kept_where_every_worker_sees_it() -> None:
    assert type(cache._connections[cache._alias]).__name__ == "DatabaseCache"  # type: ignore[attr-defined]

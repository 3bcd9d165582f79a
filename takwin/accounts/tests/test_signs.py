"""Signs that no keyboard sends, on the pages that look somebody up."""

import pytest
from django.test import Client

from takwin.accounts.models import Person

NUL = "%00"


@pytest.mark.parametrize(
    "address",
    [
        f"/people/?q={NUL}",
        f"/people/access/?page={NUL}",
        f"/recover/{NUL}/{NUL}/",
        f"/account/email/{NUL}/",
        "/people/99999999999999999999/",
    ],
)
def test_a_nul_or_a_number_beyond_the_database_finds_nothing(client: Client, salma: Person, address: str) -> None:
    client.force_login(salma)
    assert client.get(address).status_code in {200, 404, 410}


@pytest.mark.parametrize("address", ["/sign-in/", "/sign-up/", "/recover/code/", "/recover/mail/"])
def test_a_nul_in_a_form_is_refused_with_a_sentence(client: Client, db: None, address: str) -> None:
    typed = dict.fromkeys(["login", "name", "email", "username", "code", "password"], "nul\0nul@example.ma")
    assert client.post(address, typed).status_code == 200

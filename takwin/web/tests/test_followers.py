"""The page that shows administrators where the followers of the record are."""

import pytest
from django.urls import reverse

from takwin.accounts.models import Person
from takwin.records.models import Cursor
from tests.cast import SignIn

TROUBLE = "Traceback (most recent call last):\n  …\nValueError: no <ink>\n"


@pytest.fixture
def _stopped(salma: Person) -> None:
    Person.objects.filter(pk=salma.pk).update(language="en")
    salma.language = "en"
    Cursor.objects.create(follower="letters", seq=7)
    Cursor.objects.create(follower="credentials", seq=4, stopped_at=5, trouble=TROUBLE)


@pytest.mark.usefixtures("_stopped")
def test_an_administrator_sees_where_one_stopped_and_why_and_has_it_tried_again(salma: Person, sign_in: SignIn) -> None:
    page = sign_in(salma).get(reverse("followers")).text
    assert "<bdi>credentials</bdi> stopped at sentence 5" in page
    assert "ValueError: no &lt;ink&gt;" in page
    assert "letters" in page
    after = sign_in(salma).post(reverse("followers"), {"follower": "credentials"}, follow=True)
    assert "It is tried again now." in after.text
    assert "stopped at" not in after.text
    assert Cursor.objects.get(pk="credentials").seq == 4


@pytest.mark.usefixtures("_stopped")
def test_nobody_else_does(amina: Person, sign_in: SignIn) -> None:
    for answer in (
        sign_in(amina).get(reverse("followers")),
        sign_in(amina).post(reverse("followers"), {"follower": "credentials"}),
    ):
        assert answer.status_code == 403
    assert Cursor.objects.get(pk="credentials").stopped_at == 5


@pytest.mark.parametrize("name", ["letters", "nobody", "", "\0", "x" * 9999])
@pytest.mark.usefixtures("_stopped")
def test_one_that_had_not_stopped_is_left_alone(salma: Person, sign_in: SignIn, name: str) -> None:
    after = sign_in(salma).post(reverse("followers"), {"follower": name}, follow=True)
    assert "It had not stopped any more." in after.text
    assert Cursor.objects.get(pk="credentials").stopped_at == 5

"""Whoever arrives where only forms are sent is led back."""

import pytest
from django.test import Client
from django.urls import reverse

from takwin.accounts.models import Person
from takwin.config.misled import above
from tests.cast import SignIn


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("/courses/a/b/c/answer/d", "/courses/a/b/c/"),
        ("/courses/a/b/c/done", "/courses/a/b/c/"),
        ("/studio/a/draft/publish", "/studio/a/draft/"),
        ("/studio/a/team/3/leave", "/studio/a/team/"),
        ("/notices/3/open/", "/notices/"),
        ("/i18n/setlang/", "/"),
        (
            "/credentials/0190163d-8694-739b-aea5-966c26f8ad91/show",
            "/credentials/0190163d-8694-739b-aea5-966c26f8ad91",
        ),
    ],
)
def test_the_page_above_is_the_nearest_there_is(path: str, nearest: str) -> None:
    assert next(above(path)) == nearest


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "n’est pas arrivé"), ("ar", "لم يصل"), ("en", "has not arrived")]
)
def test_an_address_of_forms_leads_back(amina: Person, sign_in: SignIn, language: str, words: str) -> None:
    Person.objects.filter(pk=amina.pk).update(language=language)
    answer = sign_in(amina).get("/notices/3/open/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert words in answer.content.decode()
    assert 'href="/notices/"' in answer.content.decode()


def test_machines_are_told_as_before(visitor: Client) -> None:
    assert visitor.delete(reverse("set_language")).content == b""

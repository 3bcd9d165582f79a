"""What a page tells about a person, no browser keeps."""

import pytest
from django.test import Client
from django.urls import reverse

from takwin.accounts.models import Person
from tests.cast import SignIn

MINE = [
    "account",
    "welcome",
    "my-data",
    "my-data-download",
    "security",
    "notices",
    "my-learning",
    "people",
]
OPEN = ["home", "catalogue", "recover"]


@pytest.mark.parametrize("page", MINE)
def test_pages_about_a_person_are_not_kept(salma: Person, sign_in: SignIn, page: str) -> None:
    answer = sign_in(salma).get(reverse(page))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        "/courses/a/marks/",
        "/studio/a/runs/open/marks/",
        "/studio/a/runs/open/marks.csv",
        "/studio/a/credentials/",
        "/studio/a/team/",
        "/credentials/0190163d-8694-739b-aea5-966c26f8ad91",
        "/credentials/0190163d-8694-739b-aea5-966c26f8ad91/revoke",
        "/people/1/",
        "/institutions/1/people/",
        "/institutions/1/runs/1/marks.csv",
        "/tutoring/",
    ],
)
def test_nor_are_marks_people_and_credentials(amina: Person, sign_in: SignIn, path: str) -> None:
    assert "no-store" in sign_in(amina).get(path).headers["Cache-Control"]


@pytest.mark.parametrize("page", OPEN)
def test_back_is_quick_on_open_pages(visitor: Client, db: None, page: str) -> None:
    assert "no-store" not in visitor.get(reverse(page)).headers.get("Cache-Control", "")


def test_back_is_quick_on_steps(amina: Person, sign_in: SignIn) -> None:
    assert "Cache-Control" not in sign_in(amina).get("/courses/a/b/c/").headers

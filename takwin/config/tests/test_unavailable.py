"""A full disk or a busy database: a page that says so."""

import errno

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db.utils import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

pytestmark = pytest.mark.urls(__name__)
TROUBLES = {
    "database": OperationalError("database or disk is full"),
    "damage": DatabaseError("database disk image is malformed"),
    "disk": OSError(errno.ENOSPC, "No space left on device"),
    "ours": ValueError("a mistake"),
}


@login_not_required
def refuse(request: HttpRequest, which: str) -> HttpResponse:
    raise TROUBLES[which]


urlpatterns = [path("<which>", refuse)]


@pytest.mark.parametrize("which", ["database", "damage", "disk"])
@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "rien ne peut être enregistré"), ("ar", "لا يمكن حفظ"), ("en", "nothing can be kept")],
)
def test_trouble_is_told(visitor: Client, which: str, language: str, words: str) -> None:
    answer = visitor.get(f"/{which}", headers={"Accept-Language": language})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert words in answer.content.decode().lower()
    assert f'<html lang="{language}"' in answer.content.decode()


def test_mistakes_of_ours_stay_mistakes(visitor: Client) -> None:
    visitor.raise_request_exception = False
    assert visitor.get("/ours").status_code == 500

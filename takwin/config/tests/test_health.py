"""What `/health` says, and that a broken page or database is not called well."""

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from takwin.design.templatetags import fragments

pytestmark = pytest.mark.django_db


def test_a_site_that_can_make_a_page_is_ready(
    visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        answer = visitor.get("/health")
    assert (answer.status_code, answer.content) == (200, b"ready\n")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_missing_template_library_is_seen(visitor: Client, settings: Settings) -> None:
    (engine,) = settings.TEMPLATES
    builtins = [one for one in engine["OPTIONS"]["builtins"] if "fragments" not in one]
    settings.TEMPLATES = [{**engine, "OPTIONS": {**engine["OPTIONS"], "builtins": builtins}}]
    answer = visitor.get("/health")
    assert (answer.status_code, answer.content) == (503, b"not ready: pages cannot be made\n")


def test_a_missing_style_sheet_is_seen(visitor: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "REMEMBERED", fragments.Memory())  # a process that served before does not look again
    manifest = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": manifest}
    assert visitor.get("/health").content == b"not ready: pages cannot be made\n"


def test_a_database_that_does_not_answer_is_seen(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "cursor", lambda: 1 / 0)
    answer = visitor.get("/health")
    assert (answer.status_code, answer.content) == (503, b"not ready: the database does not answer\n")

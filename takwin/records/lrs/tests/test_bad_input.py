"""What other systems may not send: too large, of the wrong type, in another's name. Each has its status, and nothing is kept."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from takwin.records.lrs import requests
from takwin.records.lrs.tests.builders import VOIDED, Json, Lms, about, happened, key, statement
from takwin.records.models import Attachment, Described, Document, Key, Mention, Received, Sentence

pytestmark = pytest.mark.django_db
WHERE: Json = {"activityId": "http://example.org/a", "agent": {"mbox": "mailto:amina@example.org"}, "stateId": "x"}


@pytest.fixture(autouse=True)
def lms() -> Lms:
    key()
    return Lms()


def nothing_kept() -> bool:
    return not any(table.objects.exists() for table in (Received, Mention, Document, Described, Attachment))


@pytest.mark.parametrize("what", ["statements", "activities/state"])
def test_a_body_that_is_too_large_is_refused_before_it_is_read(lms: Lms, what: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(requests, "LARGEST", 1000)
    query = {} if what == "statements" else WHERE
    response = lms.ask("POST", what, b"[" + b" " * 1000 + b"]", **query)
    assert (response.status_code, nothing_kept()) == (413, True)


@pytest.mark.parametrize("length", ["9" * 400, "-1", "1e3", "x", "१२"])
def test_a_length_that_is_none_is_refused(lms: Lms, length: str) -> None:
    response = Client().generic(
        "POST",
        "/xapi/statements",
        b"[]",
        content_type="application/json",
        headers=lms.headers,
        CONTENT_LENGTH=length,
    )
    assert (response.status_code, nothing_kept()) == (413 if length.startswith("9") else 400, True)


def test_nobody_without_a_key_keeps_us_reading(monkeypatch: Any) -> None:
    monkeypatch.setattr(requests, "_body", lambda _: pytest.fail("the body was read"))
    assert Lms("nobody").ask("POST", "statements", statement()).status_code == 401


def test_too_many_at_once_are_refused(lms: Lms) -> None:
    assert lms.ask("POST", "statements", [{}] * 5001).status_code in {400, 413}
    assert nothing_kept()


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/mixed"]
)
def test_a_body_of_another_type_is_refused(lms: Lms, kind: str) -> None:
    assert lms.ask("POST", "statements", json.dumps(statement()).encode(), kind=kind).status_code == 400
    assert nothing_kept()


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe",
        b"\x00",
        b"null",
        b"1",
        b'"x"',
        b"[[]]",
        b"[null]",
        b"NaN",
        b"[" * 100_000,
        b'{"id": 1e999}',
        b"{",
        b"",
    ],
    ids=lambda body: repr(body[:8]),
)
def test_a_body_that_is_no_statement_is_refused(lms: Lms, body: bytes) -> None:
    assert lms.ask("POST", "statements", body).status_code == 400
    assert nothing_kept()


WRONG: list[Json] = [
    {"actor": "amina"},
    {"actor": {"mbox": ["mailto:amina@example.org"]}},
    {"verb": "answered"},
    {"verb": {"id": 1}},
    {"object": []},
    {"result": {"score": {"raw": "12"}}},
    {"result": {"success": 1}},
    {"result": {"response": "a\ud800"}},
    {"context": {"registration": 7}},
    {"timestamp": 1_700_000_000},
    {"timestamp": "2026-13-45T00:00:00Z"},
    {"stranger": True},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_a_wrong_type_is_refused_and_takes_its_batch_with_it(lms: Lms, wrong: Json) -> None:
    response = lms.ask("POST", "statements", [statement(), statement() | wrong])
    assert (response.status_code, nothing_kept()) == (400, True)


def test_who_vouches_for_a_statement_is_the_key_whatever_is_said(lms: Lms) -> None:
    forged = {"objectType": "Agent", "account": {"homePage": "http://localhost:8000/", "name": "takwin"}}
    (uid,) = lms.tell(statement(authority=forged))
    told = json.loads(lms.ask("GET", statementId=uid).content)
    assert told["authority"]["account"]["name"] == "lms"


def test_nobody_speaks_for_the_house(lms: Lms) -> None:
    """A statement about somebody of this site is kept as what a key has told; it changes no sentence, and no progress."""
    ours = happened()
    before = list(Sentence.objects.values())
    me = {"objectType": "Agent", "account": {"homePage": "http://localhost:8000/", "name": str(ours.actor)}}
    assert lms.ask("POST", "statements", statement() | {"id": str(ours.id), "actor": me}).status_code == 409
    assert lms.ask("PUT", "statements", statement() | {"id": str(ours.id)}, statementId=str(ours.id)).status_code == 409
    voiding = about(str(ours.id), VOIDED)
    lms.ask("POST", "statements", voiding)
    assert lms.ask("GET", statementId=str(ours.id)).status_code == 200
    (uid,) = lms.tell(statement() | {"actor": me, "id": str(uuid4())})
    assert json.loads(lms.ask("GET", statementId=uid).content)["authority"]["account"]["name"] == "lms"
    assert list(Sentence.objects.values()) == before


def test_a_session_of_a_person_opens_nothing_here(amina: Any, sign_in: Any) -> None:
    browser = sign_in(amina)
    response = browser.post(
        "/xapi/statements",
        json.dumps(statement()),
        content_type="application/json",
        headers={"X-Experience-API-Version": "2.0.0"},
    )
    assert (response.status_code, nothing_kept()) == (401, True)


def test_a_key_with_a_zero_byte_is_none() -> None:
    lms = Lms("l\0ms")
    assert lms.ask("POST", "statements", statement()).status_code == 401
    assert Key.objects.count() == 1

"""States and profiles that other systems keep here."""

import json
from typing import Any
from uuid import uuid4

import pytest

from takwin.records.lrs.tests.builders import Json, Lms, key
from takwin.records.models import Document

pytestmark = pytest.mark.django_db
AGENT = {"mbox": "mailto:amina@example.org"}
ACTIVITY = "http://example.org/lesson"
KINDS: list[tuple[str, Json, str]] = [
    ("activities/state", {"activityId": ACTIVITY, "agent": AGENT}, "stateId"),
    ("activities/profile", {"activityId": ACTIVITY}, "profileId"),
    ("agents/profile", {"agent": AGENT}, "profileId"),
]
EACH = pytest.mark.parametrize(("what", "where", "name"), KINDS)
NEW = {"If-None-Match": "*"}


@pytest.fixture
def lms() -> Lms:
    key()
    return Lms()


def bytes_of(lms: Lms, what: str, **query: Any) -> bytes:
    response = lms.ask("GET", what, **query)
    assert response.status_code == 200, response.content
    return response.content


@EACH
def test_a_document_comes_back_byte_for_byte(lms: Lms, what: str, where: Json, name: str) -> None:
    at = {**where, name: "a/b é"}
    assert lms.ask("GET", what, **at).status_code == 404
    assert lms.ask("PUT", what, b"\0\xff", "image/x-any", headers=NEW, **at).status_code == 204
    response = lms.ask("GET", what, **at)
    assert (response.content, response.headers["Content-Type"]) == (b"\0\xff", "image/x-any")
    assert response.headers["ETag"] == '"' + __import__("hashlib").sha1(b"\0\xff").hexdigest() + '"'
    assert json.loads(bytes_of(lms, what, **where)) == ["a/b é"]
    assert lms.ask("DELETE", what, **at).status_code == 204
    assert lms.ask("GET", what, **at).status_code == 404


@EACH
def test_nobody_overwrites_what_they_have_not_read(lms: Lms, what: str, where: Json, name: str) -> None:
    at = {**where, name: "x"}
    lms.ask("PUT", what, {"a": 1}, headers=NEW, **at)
    tag = lms.ask("GET", what, **at).headers["ETag"]
    assert lms.ask("PUT", what, {"a": 2}, **at).status_code == 409
    assert lms.ask("PUT", what, {"a": 2}, headers=NEW, **at).status_code == 412
    assert lms.ask("PUT", what, {"a": 2}, headers={"If-Match": '"other"'}, **at).status_code == 412
    assert lms.ask("DELETE", what, headers={"If-Match": '"other"'}, **at).status_code == 412
    assert json.loads(bytes_of(lms, what, **at)) == {"a": 1}
    assert lms.ask("PUT", what, {"a": 2}, headers={"If-Match": tag}, **at).status_code == 204
    assert lms.ask("PUT", what, {"a": 3}, headers={"If-Match": tag}, **at).status_code == 412
    assert json.loads(bytes_of(lms, what, **at)) == {"a": 2}


@EACH
def test_posting_adds_property_by_property(lms: Lms, what: str, where: Json, name: str) -> None:
    at = {**where, name: "x"}
    assert lms.ask("POST", what, {"a": 1, "b": {"c": 1}}, **at).status_code == 204
    assert lms.ask("POST", what, {"b": 2}, **at).status_code == 204
    assert json.loads(bytes_of(lms, what, **at)) == {"a": 1, "b": 2}
    for wrong in (b"[1]", b"x", b"{"):
        assert lms.ask("POST", what, wrong, **at).status_code == 400
    lms.ask("PUT", what, b"text", "text/plain", headers={"If-Match": "*"}, **at)
    assert lms.ask("POST", what, {"a": 1}, **at).status_code == 400
    assert bytes_of(lms, what, **at) == b"text"


@EACH
def test_what_is_asked_wrongly_is_refused(lms: Lms, what: str, where: Json, name: str) -> None:
    for missing in where:
        rest = {key: value for key, value in where.items() if key != missing}
        assert lms.ask("PUT", what, {}, headers=NEW, **rest, **{name: "x"}).status_code == 400
    assert lms.ask("PUT", what, {}, headers=NEW, **where).status_code == 400
    assert lms.ask("GET", what, **where, surprise="1").status_code == 400
    assert lms.ask("GET", what, **where, since="x").status_code == 400
    assert lms.ask("PATCH", what, {}, **where, **{name: "x"}).status_code == 405
    assert not Document.objects.exists()


def test_states_belong_to_a_registration_and_go_together(lms: Lms) -> None:
    what, where = KINDS[0][:2]
    one = str(uuid4())
    for name, more in (("a", {}), ("b", {}), ("a", {"registration": one})):
        lms.ask("PUT", what, {"name": name, **more}, headers=NEW, stateId=name, **where, **more)
    assert json.loads(bytes_of(lms, what, **where, stateId="a")) == {"name": "a"}
    assert json.loads(bytes_of(lms, what, **where, registration=one)) == ["a"]
    assert sorted(json.loads(bytes_of(lms, what, **where))) == ["a", "a", "b"]
    assert json.loads(bytes_of(lms, what, **where, since="2099-01-01T00:00:00Z")) == []
    assert lms.ask("DELETE", what, **where, registration=one).status_code == 204
    assert Document.objects.count() == 2
    assert lms.ask("DELETE", what, **where).status_code == 204
    assert not Document.objects.exists()


def test_profiles_are_not_deleted_all_at_once(lms: Lms) -> None:
    for what, where, _ in KINDS[1:]:
        assert lms.ask("DELETE", what, **where).status_code == 400

"""Other systems tell statements and read them, over HTTP."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest

from takwin.records.lrs import parts, views
from takwin.records.lrs.tests.builders import VOIDED, Json, Lms, about, happened, key, statement
from takwin.records.models import Attachment, Received, Sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def lms() -> Lms:
    key()
    return Lms()


def read(lms: Lms, uid: str, **query: Any) -> Json:
    response = lms.ask("GET", statementId=uid, **query)
    assert response.status_code == 200, response.content
    found: Json = json.loads(response.content)
    return found


def test_a_statement_comes_back_as_it_was_told(lms: Lms) -> None:
    told = statement(result={"score": {"raw": 1.5}, "extensions": {"http://e.org/x": {"é": [None, 1e3]}}})
    assert lms.tell(told) == [told["id"]]
    found = read(lms, told["id"])
    assert {name: found[name] for name in told} == told
    assert found["authority"]["account"]["name"] == "lms"
    assert found["version"] == "2.0.0"
    assert found["timestamp"] == found["stored"]


@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
@pytest.mark.parametrize(
    "written",
    [
        lambda told: json.dumps([told], ensure_ascii=False, separators=(",", ":")),
        lambda told: json.dumps([told]),
        lambda told: json.dumps([told], indent=1),
        lambda told: json.dumps([told | {"id": told["id"].upper()}]),
        lambda told: json.dumps([{**told, "version": "1.0.1", "timestamp": "2026-11-28T10:00:00+01:00"}]),
        lambda told: json.dumps([{**told, "stored": "2020-01-01T00:00:00Z", "authority": told["actor"]}]),
        lambda told: json.dumps([{**told, "context": {"contextActivities": {"parent": told["object"]}}}]),
    ],
)
def test_however_it_is_written_it_is_kept_as_the_record_keeps_it(lms: Lms, version: str, written: Any) -> None:
    lms.headers["X-Experience-API-Version"] = version
    told = statement(result={"response": 'نعم "\u0001', "score": {"raw": 1.5}})
    assert lms.ask("POST", "statements", written(told).encode()).status_code == 200
    found, row = read(lms, told["id"]), Received.objects.get()
    assert json.loads(row.text) == found
    assert found.keys() >= {"timestamp", "stored", "version"}
    assert (found["result"], found["id"]) == (told["result"], told["id"])
    assert (found["authority"]["account"]["name"], found["stored"][:4]) == ("lms", str(datetime.now(UTC).year))
    assert "\n" not in row.text
    if around := found.get("context"):
        assert around["contextActivities"] == {"parent": [told["object"]]}


def test_one_may_be_put_under_its_id(lms: Lms) -> None:
    told = statement()
    uid = told.pop("id")
    assert lms.ask("PUT", "statements", told, statementId=uid).status_code == 204
    assert lms.ask("PUT", "statements", told, statementId=uid).status_code == 204
    assert lms.ask("PUT", "statements", told | {"id": str(uuid4())}, statementId=uid).status_code == 400
    assert lms.ask("PUT", "statements", told).status_code == 400
    assert lms.ask("PUT", "statements", [told], statementId=uid).status_code == 400
    assert Received.objects.count() == 1


def test_the_same_id_with_other_words_is_a_conflict_and_changes_nothing(lms: Lms) -> None:
    told = statement()
    lms.tell(told)
    response = lms.ask("POST", "statements", [statement("zed"), told | {"actor": {"mbox": "mailto:zed@example.org"}}])
    assert response.status_code == 409
    assert Received.objects.count() == 1
    assert read(lms, told["id"])["actor"] == told["actor"]


def test_a_batch_is_kept_whole_or_not_at_all(lms: Lms) -> None:
    response = lms.ask("POST", "statements", [statement(), statement(verb="not an iri")])
    assert response.status_code == 400
    assert b"statement[1].verb.id" in response.content
    assert not Received.objects.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'"x"', b"null", b'{"a":1,"a":2}', b"NaN", b"\xff", b"[" * 5000])
def test_what_is_no_statement_is_refused(lms: Lms, body: bytes) -> None:
    assert lms.ask("POST", "statements", body).status_code == 400


def test_an_empty_batch_is_nothing(lms: Lms) -> None:
    assert lms.ask("POST", "statements", []).status_code == 200


def test_each_filter_finds_what_it_names_and_nothing_else(lms: Lms) -> None:
    registration = str(uuid4())
    uids = {
        name: lms.tell(told)[0]
        for name, told in {
            "a": statement("amina", "read", "one"),
            "b": statement("brahim", "read", "two", context={"registration": registration}),
            "c": statement(
                "amina", "wrote", "two", context={"contextActivities": {"parent": {"id": "http://example.org/one"}}}
            ),
            "d": statement("zed", "read", "three", context={"instructor": {"mbox": "mailto:amina@example.org"}}),
            "e": statement("zed", "met", object={"objectType": "Agent", "mbox": "mailto:brahim@example.org"}),
        }.items()
    }
    amina, brahim = ({"mbox": f"mailto:{name}@example.org"} for name in ("amina", "brahim"))
    asked: list[tuple[str, Json]] = [
        ("ca", {"agent": amina}),
        ("dca", {"agent": amina, "related_agents": "true"}),
        ("eb", {"agent": brahim}),
        ("dba", {"verb": "http://example.org/verbs/read"}),
        ("cb", {"activity": "http://example.org/two"}),
        ("ca", {"activity": "http://example.org/one", "related_activities": "true"}),
        ("b", {"registration": registration}),
        ("a", {"agent": amina, "verb": "http://example.org/verbs/read"}),
        ("c", {"agent": amina, "activity": "http://example.org/two"}),
        ("ca", {"agent": amina, "activity": "http://example.org/one", "related_activities": "true"}),
        (
            "c",
            {
                "verb": "http://example.org/verbs/wrote",
                "activity": "http://example.org/one",
                "related_activities": "true",
            },
        ),
        ("", {"agent": brahim, "verb": "http://example.org/verbs/wrote"}),
        ("", {"activity": "http://example.org/nothing"}),
        ("edcba", {}),
        ("abcde", {"ascending": "true"}),
        ("ed", {"limit": 2}),
    ]
    for wanted, query in asked:
        assert lms.found(**query) == [uids[name] for name in wanted], query


def test_pages_follow_one_another_without_a_gap(lms: Lms) -> None:
    happened()
    told = [lms.tell(statement(activity=str(number)))[0] for number in range(7)]
    for ascending in ("false", "true"):
        seen, response = [], lms.ask("GET", limit=3, ascending=ascending)
        while True:
            page = json.loads(response.content)
            seen += [one["id"] for one in page["statements"]]
            if not page["more"]:
                break
            assert len(page["statements"]) == 3
            response = lms.ask("GET", page["more"].removeprefix("/xapi/"))
        assert len(seen) == len(set(seen)) == 8
        assert [uid for uid in seen if uid in told] == (told if ascending == "true" else told[::-1])


def test_times_divide_what_was_stored(lms: Lms) -> None:
    first, second = lms.tell(statement())[0], lms.tell(statement())[0]
    now = datetime(2026, 11, 28, 12, tzinfo=UTC)
    for uid, at in ((first, now), (second, now + timedelta(minutes=5))):
        Received.objects.filter(uid=uid).update(stored=int(at.timestamp() * 1000))
    assert lms.found(since="2026-11-28T12:00:00Z") == [second]
    assert lms.found(until="2026-11-28T12:00:00Z") == [first]
    assert lms.found(since="2026-11-28T11:59:59Z", until="2026-11-28T13:00:00Z") == [second, first]


def test_a_voided_statement_is_gone_but_for_who_asks_for_it(lms: Lms) -> None:
    uid = lms.tell(statement())[0]
    voiding = lms.tell(about(uid, VOIDED))[0]
    assert lms.ask("GET", statementId=uid).status_code == 404
    assert json.loads(lms.ask("GET", voidedStatementId=uid).content)["id"] == uid
    assert lms.found() == [voiding]
    assert lms.ask("GET", voidedStatementId=voiding).status_code == 404
    lms.tell(about(voiding, VOIDED))
    assert read(lms, voiding)["id"] == voiding


def test_voiding_may_arrive_first(lms: Lms) -> None:
    told = statement()
    lms.tell(about(told["id"], VOIDED))
    lms.tell(told)
    assert lms.ask("GET", statementId=told["id"]).status_code == 404


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_who_refers_to_a_statement_is_found_with_it(lms: Lms, order: tuple[int, ...]) -> None:
    first = statement("amina", "read")
    second = about(first["id"])
    third = about(second["id"], name="zed")
    every = [first, second, third]
    for place in order:
        lms.tell(every[place])
    found = lms.found(agent={"mbox": "mailto:amina@example.org"}, verb="http://example.org/verbs/read")
    assert set(found) == {one["id"] for one in every}
    assert lms.found(agent={"mbox": "mailto:zed@example.org"}) == [third["id"]]
    assert lms.found(agent={"mbox": "mailto:zed@example.org"}, verb="http://example.org/verbs/read") == []


def test_forms_in_which_one_may_ask(lms: Lms) -> None:
    told = statement(object={"id": "http://e.org/a", "definition": {"name": {"en": "Lesson", "fr": "Leçon"}}})
    lms.tell(told, statement(object={"id": "http://e.org/a", "definition": {"description": {"fr": "Une leçon"}}}))
    assert read(lms, told["id"], format="ids")["object"] == {"id": "http://e.org/a"}
    canonical = read(lms, told["id"], format="canonical", headers={"Accept-Language": "de, fr-MA;q=0.8, en;q=0.5"})
    assert canonical["object"]["definition"] == {"name": {"fr": "Leçon"}, "description": {"fr": "Une leçon"}}
    assert canonical["verb"]["display"] == {"fr": "attended (fr)"}
    activity = json.loads(lms.ask("GET", "activities", activityId="http://e.org/a").content)
    assert activity["definition"] == {"name": {"en": "Lesson", "fr": "Leçon"}, "description": {"fr": "Une leçon"}}
    assert json.loads(lms.ask("GET", "agents", agent=told["actor"]).content)["mbox"] == [told["actor"]["mbox"]]


def attached(content: bytes, **more: Any) -> Json:
    told = {
        "usageType": "http://example.org/proof",
        "display": {"en": "Proof"},
        "contentType": "text/plain",
        "length": len(content),
        "sha2": hashlib.sha256(content).hexdigest(),
    }
    return statement(attachments=[{**told, **more}])


def test_a_file_comes_along_and_comes_back(lms: Lms) -> None:
    content = b"--\r\n\0 a file"
    told = attached(content)
    kind, body = parts.joined(json.dumps(told).encode(), [(told["attachments"][0]["sha2"], "text/plain", content)])
    assert lms.ask("POST", "statements", body, kind=kind).status_code == 200
    response = lms.ask("GET", statementId=told["id"], attachments="true")
    first, second = parts.split(response.content, response.headers["Content-Type"])
    assert json.loads(first.content)["id"] == told["id"]
    assert second.content == content


def test_a_file_that_is_missing_false_or_unspoken_of_is_refused(lms: Lms) -> None:
    told = attached(b"abc")
    assert lms.ask("POST", "statements", told).status_code == 400
    sha2 = told["attachments"][0]["sha2"]
    for first, files in ((told, [(sha2, "text/plain", b"abd")]), (statement(), [(sha2, "text/plain", b"abc")])):
        kind, body = parts.joined(json.dumps(first).encode(), files)
        assert lms.ask("POST", "statements", body, kind=kind).status_code == 400
    assert not Received.objects.exists()
    assert not Attachment.objects.exists()
    elsewhere = attached(b"abc", fileUrl="http://example.org/file")
    assert lms.ask("POST", "statements", elsewhere).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"statementId": "x"},
        {"statementId": str(uuid4()), "limit": "1"},
        {"agent": "{"},
        {"agent": '{"name":"x"}'},
        {"verb": "x"},
        {"since": "x"},
        {"limit": "-1"},
        {"format": "x"},
        {"ascending": "1"},
        {"Verb": "http://e.org/"},
        {"from": "x"},
    ],
)
def test_a_question_that_cannot_be_read_is_refused(lms: Lms, query: Json) -> None:
    assert lms.ask("GET", **query).status_code == 400


def test_our_own_sentences_are_read_in_the_words_of_xapi(lms: Lms) -> None:
    actor = str(happened().actor)
    (found,) = json.loads(lms.ask("GET").content)["statements"]
    assert found["actor"]["account"]["name"] == actor
    assert found["verb"]["id"] == "http://adlnet.gov/expapi/verbs/registered"
    assert lms.found(agent=found["actor"]) == lms.found(verb=found["verb"]["id"]) == [found["id"]]
    assert lms.found(activity=found["object"]["id"], registration=found["context"]["registration"]) == [found["id"]]
    assert lms.found(agent={"account": {"homePage": "http://else.example/", "name": actor}}) == []
    assert read(lms, found["id"]) == found
    assert lms.ask("POST", "statements", statement() | {"id": found["id"]}).status_code == 409
    lms.tell(about(found["id"], VOIDED))
    assert read(lms, found["id"]) == found, "another system does not take back what happened here"
    assert Sentence.objects.count() == 1


def test_head_is_like_get_without_a_body(lms: Lms) -> None:
    uid = lms.tell(statement())[0]
    whole, head = lms.ask("GET", statementId=uid), lms.ask("HEAD", statementId=uid)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Last-Modified"] == whole.headers["Last-Modified"]
    through = datetime.fromisoformat(whole.headers["X-Experience-API-Consistent-Through"])
    stored = json.loads(whole.content)["stored"]
    assert datetime.fromisoformat(stored) <= through <= datetime.now(UTC), "what was stored is there"


def test_versions(lms: Lms) -> None:
    about_it = json.loads(lms.browser.get("/xapi/about").content)
    assert about_it["version"] == views.VERSIONS
    for sent, status, spoken in (
        ("2.0.0", 200, "2.0.0"),
        ("1.0", 200, "1.0.3"),
        ("1.1.0", 400, "1.0.3"),
        ("0.9", 400, "0.9"),
    ):
        response = lms.ask("GET", headers={"X-Experience-API-Version": sent})
        assert (response.status_code, response.headers["X-Experience-API-Version"]) == (status, spoken)


def test_methods_and_parameters_that_are_not_known(lms: Lms) -> None:
    assert lms.ask("DELETE").status_code == 405
    assert lms.ask("PATCH", "statements", {}).status_code == 405
    assert lms.ask("POST", "statements", statement(), statementId=str(uuid4())).status_code == 400
    assert lms.ask("POST", "statements", b"x", kind="text/plain").status_code == 400


def test_the_other_way_to_ask_is_version_one_s(lms: Lms) -> None:
    old = Lms(version="1.0.3")
    form = "application/x-www-form-urlencoded"
    assert old.ask("POST", "statements", b"limit=1", method="GET", kind=form).status_code == 200
    assert old.ask("POST", "statements", b"limit=x", method="GET", kind=form).status_code == 400
    assert old.ask("PUT", "statements", b"limit=1", method="GET", kind=form).status_code == 400
    assert lms.ask("POST", "statements", b"limit=1", method="GET", kind=form).status_code == 400


def test_stored_times_never_run_back(lms: Lms) -> None:
    lms.tell(*(statement(activity=str(number)) for number in range(5)))
    stored = list(Received.objects.order_by("seq").values_list("stored", flat=True))
    assert all(before <= after for before, after in pairwise(stored))

"""What a key opens, to whom, and for how long; and what no key opens."""

import json
import time
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from takwin.records import mine
from takwin.records.lrs import access, actions, queries
from takwin.records.lrs.keys import RIGHTS, basic
from takwin.records.lrs.tests.builders import Lms, happened, key, statement
from takwin.records.models import Attachment, Document, Key, Received, Sentence
from takwin.records.vocabulary import Audience

pytestmark = pytest.mark.django_db
AGENT = {"mbox": "mailto:amina@example.org"}
DOORS: dict[str, tuple[tuple[Any, ...], dict[str, Any], set[str]]] = {
    "tell": (("POST", "statements", statement()), {}, {"all", "write"}),
    "read": (("GET", "statements"), {}, {"all", "read", "read-own"}),
    "state": (("GET", "activities/state"), {"activityId": "http://e.org/a", "agent": AGENT}, {"all", "state"}),
    "profile": (("GET", "activities/profile"), {"activityId": "http://e.org/a"}, {"all", "profile"}),
    "agent profile": (("GET", "agents/profile"), {"agent": AGENT}, {"all", "profile"}),
    "activity": (("GET", "activities"), {"activityId": "http://e.org/a"}, {"all", "read"}),
    "agent": (("GET", "agents"), {"agent": AGENT}, {"all", "read"}),
}


@pytest.mark.parametrize("right", RIGHTS)
@pytest.mark.parametrize("door", DOORS)
def test_a_right_opens_its_doors_and_no_other(right: str, door: str) -> None:
    key("lms", right)
    how, query, opened_by = DOORS[door]
    assert Lms().ask(*how, **query).status_code == (200 if right in opened_by else 403)


@pytest.mark.parametrize("door", DOORS)
def test_without_a_good_key_nothing_opens(door: str, amina: Any, sign_in: Any) -> None:
    key()
    how, query, _ = DOORS[door]
    method, what, *_ = how
    nobody = Lms("nobody")
    wrong = Lms()
    wrong.headers["Authorization"] = "Basic bG1zOndyb25n"
    for somebody in (nobody, wrong):
        response = somebody.ask(*how, **query)
        assert (response.status_code, response.headers["WWW-Authenticate"][:5]) == (401, "Basic")
    for browser in (Client(), sign_in(amina)):
        version = {"X-Experience-API-Version": "2.0.0"}
        assert browser.generic(method, f"/xapi/{what}", headers=version).status_code == 401
    assert not Received.objects.exists()


@pytest.mark.parametrize("header", ["", "Basic", "Basic x", "Basic bG1z", "Bearer abc", "Basic w7/Dvw==", "basic  "])
def test_a_header_that_names_no_key_is_none(header: str) -> None:
    assert basic(header) is None


def test_a_key_is_kept_as_a_digest_and_checked_slowly_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "secret" not in key().password
    assert Lms().ask("GET").status_code == 200
    monkeypatch.setattr(access, "check_password", lambda *_: pytest.fail("it was remembered"))
    assert Lms().ask("GET").status_code == 200


def test_a_revoked_key_is_refused_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    key()
    assert Lms().ask("GET").status_code == 200
    assert actions.revoke_key("lms", timezone.now())
    assert not actions.revoke_key("lms", timezone.now())
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 5)
    assert Lms().ask("GET").status_code == 401


def test_wrong_passwords_are_counted_but_lock_nobody_out_who_is_known() -> None:
    key()
    known, wrong = Lms(), Lms()
    assert known.ask("GET").status_code == 200
    wrong.headers["Authorization"] = "Basic bG1zOndyb25n"
    told = [wrong.ask("GET").status_code for _ in range(access.TRIES + 1)]
    assert told == [401] * access.TRIES + [429]
    assert known.ask("GET").status_code == 200


def test_a_key_sees_its_own_scope_only() -> None:
    happened()
    key("here")
    key("there", scope="elsewhere")
    told = Lms("here").tell(statement())[0]
    assert len(Lms("here").found()) == 2
    assert Lms("there").found() == []
    assert Lms("there").ask("GET", statementId=told).status_code == 404
    own = str(Sentence.objects.get().uid)
    assert Lms("there").ask("GET", statementId=own).status_code == 404
    where: dict[str, Any] = {"activityId": "http://e.org/a", "agent": AGENT, "stateId": "x"}
    Lms("here").ask("PUT", "activities/state", {}, headers={"If-None-Match": "*"}, **where)
    assert Lms("there").ask("GET", "activities/state", **where).status_code == 404


def test_who_may_read_only_their_own_reads_nothing_else() -> None:
    happened()
    key("one", "write", "read-own")
    key("other")
    mine_, theirs = Lms("one").tell(statement())[0], Lms("other").tell(statement())[0]
    assert Lms("one").found() == [mine_]
    assert Lms("one").ask("GET", statementId=theirs).status_code == 404
    assert Lms("one").ask("GET", statementId=str(Sentence.objects.get().uid)).status_code == 404
    assert Lms("one").ask("GET", statementId=mine_).status_code == 200


def test_private_sentences_leave_through_no_key() -> None:
    private = happened("answered", "course/essai/item/dilemma", Audience.PRIVATE)
    key()
    everything = json.dumps([json.loads(Lms().ask("GET", **query).content) for query in ({}, {"ascending": "true"})])
    assert "dilemma" not in everything
    assert Lms().ask("GET", statementId=str(private.id)).status_code == 404
    assert Lms().found(activity="http://localhost:8000/activities/course/essai/item/dilemma") == []
    referring = statement("zed") | {"object": {"objectType": "StatementRef", "id": str(private.id)}}
    Lms().tell(referring)
    assert Lms().found(verb="http://adlnet.gov/expapi/verbs/answered") == []


@dataclass
class Somebody:
    pseudonym: UUID
    email: str


def test_erasing_a_person_takes_away_what_others_told_of_them() -> None:
    amina = Somebody(uuid4(), "amina@example.org")
    key()
    lms = Lms()
    named = statement(actor={"mbox": f"mailto:{amina.email}", "name": "Amina Bennani"})
    passing = statement("zed", context={"instructor": {"mbox": f"mailto:{amina.email}", "name": "Amina Bennani"}})
    here = {"homePage": queries.site(), "name": str(amina.pseudonym)}
    by_alias = statement(actor={"account": here, "name": "Amina Bennani"}, result={"response": "Moi, Amina"})
    other = statement("zed")
    lms.tell(named, passing, by_alias, other)
    where: dict[str, Any] = {"agent": {"mbox": f"mailto:{amina.email}"}, "profileId": "x"}
    lms.ask("PUT", "agents/profile", {"name": "Amina"}, headers={"If-None-Match": "*"}, **where)
    assert len(cast(list[Any], mine.export(amina)["told_by_other_systems"])) == 3
    mine.erase(amina, timezone.now())
    assert lms.found() == [other["id"]]
    assert "Amina" not in "".join(Received.objects.values_list("text", flat=True))
    assert not Document.objects.exists()
    assert not Attachment.objects.exists()
    assert lms.ask("GET", statementId=named["id"]).status_code == 404
    assert lms.ask("POST", "statements", named).status_code == 409, "what was erased does not come back"


def test_what_cannot_be_a_key_is_refused() -> None:
    key()
    with pytest.raises(actions.Conflict):
        key()
    with pytest.raises(ValueError, match="everything"):
        key("other", "everything")
    assert Key.objects.count() == 1

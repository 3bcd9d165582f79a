"""Tokens of OAuth 2: the client credentials grant, its errors as RFC 6749 and RFC 6750 name them, and what a token opens."""

import base64
import json
import time
from typing import Any, cast
from urllib.parse import quote_plus, urlencode

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from takwin.records.lrs import access, actions, tokens
from takwin.records.lrs.grants import FORM
from takwin.records.lrs.tests.builders import Lms, happened, key, statement
from takwin.records.models import Key, Received

pytestmark = pytest.mark.django_db
GRANT = {"grant_type": "client_credentials"}
IN_BODY = {**GRANT, "client_id": "lms", "client_secret": "secret"}


def header(user: str = "lms", secret: str = "secret") -> dict[str, str]:  # noqa: S107
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode()}


def ask(form: Any, headers: dict[str, str] | None = None, kind: str = FORM, method: str = "POST") -> HttpResponse:
    body = form if isinstance(form, str) else urlencode(form)
    response = Client().generic(method, "/xapi/oauth/token", body, content_type=kind, headers=headers or {})
    return cast(HttpResponse, response)


def bearer(form: Any = None, headers: dict[str, str] | None = None) -> Lms:
    """Another system that has got a token."""
    response = ask(form or IN_BODY, headers)
    assert response.status_code == 200, response.content
    lms = Lms()
    lms.headers["Authorization"] = f"Bearer {json.loads(response.content)['access_token']}"
    return lms


def test_a_token_is_given_and_opens_what_its_key_opens() -> None:
    key("lms", "write", "read-own")
    response = ask(GRANT, header())
    told = json.loads(response.content)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")
    assert (response.headers["Cache-Control"], response.headers["Pragma"]) == ("no-store", "no-cache")
    assert told.keys() == {"access_token", "token_type", "expires_in", "scope"}
    assert (told["token_type"], told["expires_in"], told["scope"]) == ("Bearer", 600, "write read-own")
    assert set(told["access_token"]) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=")
    lms = bearer()
    (uid,) = lms.tell(statement())
    assert lms.found() == Lms().found() == [uid]
    assert json.loads(lms.ask("GET", statementId=uid).content)["authority"]["account"]["name"] == "lms"


def test_a_token_is_narrower_where_less_is_asked() -> None:
    key()
    lms = bearer({**IN_BODY, "scope": "read state"})
    assert lms.ask("GET").status_code == 200
    refused = lms.ask("POST", "statements", statement())
    assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (
        403,
        'Bearer realm="xAPI", error="insufficient_scope"',
    )
    assert not Received.objects.exists()


ERRORS: dict[str, tuple[Any, dict[str, str] | None, int, str]] = {
    "no grant": ({"client_id": "lms", "client_secret": "secret"}, None, 400, "invalid_request"),
    "a grant without a value": (GRANT | {"grant_type": ""}, header(), 400, "invalid_request"),
    "another grant": ({"grant_type": "password"}, header(), 400, "unsupported_grant_type"),
    "twice the same": ("grant_type=client_credentials&grant_type=client_credentials", header(), 400, "invalid_request"),
    "two ways at once": (IN_BODY, header(), 400, "invalid_request"),
    "two clients": (GRANT | {"client_id": "other"}, header(), 400, "invalid_request"),
    "unreadable": ("grant_type=%ff", header(), 400, "invalid_request"),
    "an unknown scope": (GRANT | {"scope": "read everything"}, header(), 400, "invalid_scope"),
    "a scope beyond the key": (GRANT | {"scope": "profile"}, header(), 400, "invalid_scope"),
    "two blanks in a scope": (GRANT | {"scope": "read  write"}, header(), 400, "invalid_scope"),
    "nobody": (GRANT, None, 401, "invalid_client"),
    "no secret": (GRANT | {"client_id": "lms"}, None, 401, "invalid_client"),
    "a wrong secret": (GRANT, header(secret="wrong"), 401, "invalid_client"),
    "a wrong secret in the body": (IN_BODY | {"client_secret": "wrong"}, None, 401, "invalid_client"),
    "an unknown client": (GRANT, header("other"), 401, "invalid_client"),
    "a zero byte": (GRANT, header("l\0ms"), 401, "invalid_client"),
    "another header": (GRANT, {"Authorization": "Bearer abc"}, 401, "invalid_client"),
}


@pytest.mark.parametrize("case", ERRORS)
def test_an_error_has_its_name_and_its_status(case: str) -> None:
    key("lms", "read", "write")
    form, headers, status, error = ERRORS[case]
    response = ask(form, headers)
    told = json.loads(response.content)
    assert (response.status_code, told["error"]) == (status, error)
    assert told["error_description"].isascii()
    assert told["error_description"].isprintable()
    assert ("WWW-Authenticate" in response.headers) is (status == 401)
    assert response.headers["Cache-Control"] == "no-store"


def test_only_a_form_that_is_posted_is_read() -> None:
    key()
    assert ask(json.dumps(IN_BODY), kind="application/json").status_code == 400
    assert ask(IN_BODY | {"more": "x" * 20_000}).status_code == 400
    response = ask(IN_BODY, method="GET")
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert Client().get(f"/xapi/oauth/token?{urlencode(IN_BODY)}").status_code == 405, "a secret in an address is none"


def test_what_means_nothing_is_passed_over_and_names_may_have_any_sign() -> None:
    actions.make_key("l m%s/é", "se+cr&t %41", "site", ["all"], timezone.now())
    encoded = header(quote_plus("l m%s/é"), quote_plus("se+cr&t %41"))
    assert ask(GRANT | {"resource": "x", "scope": ""}, encoded).status_code == 200
    assert ask(GRANT | {"client_id": "l m%s/é", "client_secret": "se+cr&t %41"}).status_code == 200


def test_a_client_opens_with_tokens_only() -> None:
    actions.make_key("lms", "secret", "site", ["all"], timezone.now(), by_token=True)
    assert Lms().ask("GET").status_code == 401
    assert bearer().ask("GET").status_code == 200
    assert "secret" not in Key.objects.get().password


def test_a_token_ends_with_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    key()
    lms, now = bearer(), time.time()
    monkeypatch.setattr(time, "time", lambda: now + tokens.LIFETIME + 2)
    response = lms.ask("GET")
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (
        401,
        'Bearer realm="xAPI", error="invalid_token"',
    )


def test_a_revoked_key_closes_its_tokens_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    key()
    lms = bearer()
    assert lms.ask("GET").status_code == 200
    actions.revoke_key("lms", timezone.now())
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 5)
    assert lms.ask("GET").status_code == 401
    assert ask(IN_BODY).status_code == 401


def test_a_token_that_somebody_made_or_changed_is_none() -> None:
    key("lms", "read")
    lms = bearer()
    good = lms.headers["Authorization"]
    words, stamp, signature = good.removeprefix("Bearer ").split(".")
    wider = base64.urlsafe_b64encode(json.dumps(["lms", "all"]).encode()).decode().rstrip("=")
    for forged in (
        "",
        "x",
        "a.b.c",
        f"{wider}.{stamp}.{signature}",
        f"{words}.{stamp}.",
        f"{words}.zzzzzz.{signature}",
    ):
        lms.headers["Authorization"] = f"Bearer {forged}"
        assert lms.ask("POST", "statements", statement()).status_code == 401, forged
    lms.headers["Authorization"] = good
    assert lms.ask("POST", "statements", statement()).status_code == 403
    assert not Received.objects.exists()


def test_a_token_sees_the_scope_of_its_key_only() -> None:
    happened()
    key("lms", scope="elsewhere")
    assert bearer().found() == []


def test_tries_at_the_token_endpoint_are_counted() -> None:
    key()
    told = [ask(GRANT, header(secret="wrong")).status_code for _ in range(31)]
    assert told == [401] * 30 + [429]


def test_where_the_keys_cannot_be_reached_it_says_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: str) -> Key:
        raise OperationalError

    monkeypatch.setattr(access, "proven", away)
    response = ask(IN_BODY)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")

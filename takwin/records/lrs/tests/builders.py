"""Statements, keys and requests for tests."""

import base64
import json
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlencode
from uuid import uuid4

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from takwin.records import actions as record
from takwin.records.lrs import actions
from takwin.records.models import Key
from takwin.records.statement import Statement
from takwin.records.vocabulary import Audience

Json = dict[str, Any]
VOIDED = "http://adlnet.gov/expapi/verbs/voided"


def statement(name: str = "amina", verb: str = "attended", activity: str = "lesson", **more: Any) -> Json:
    """A statement with an id of its own."""
    return {
        "id": str(uuid4()),
        "actor": {"objectType": "Agent", "mbox": f"mailto:{name}@example.org"},
        "verb": {"id": f"http://example.org/verbs/{verb}", "display": {"en": verb, "fr": f"{verb} (fr)"}},
        "object": {"objectType": "Activity", "id": f"http://example.org/{activity}"},
        **more,
    }


def about(uid: str, verb: str = "http://example.org/verbs/commented", name: str = "brahim") -> Json:
    """A statement about another."""
    return statement(name) | {"verb": {"id": verb}, "object": {"objectType": "StatementRef", "id": uid}}


def happened(
    verb: str = "registered", activity: str = "course/essai", audience: Audience = Audience.COURSE
) -> Statement:
    """Something that has happened here, told in a sentence of ours."""
    now = timezone.now()
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    told = Statement(uuid4(), uuid4(), verb, activity, now, uuid4(), "site", audience, {"n": 1})
    with transaction.atomic():
        record.append(told, now)
    return told


def key(user: str = "lms", *rights: str, scope: str = "site") -> Key:
    """A key with the password "secret"; it opens everything unless rights are named."""
    return actions.make_key(user, "secret", scope, rights or ["all"], timezone.now())


class Lms:
    """Another system with a key."""

    def __init__(self, user: str = "lms", version: str = "2.0.0") -> None:
        self.browser = Client()
        told = base64.b64encode(f"{user}:secret".encode()).decode()
        self.headers = {"Authorization": f"Basic {told}", "X-Experience-API-Version": version}

    def ask(
        self, method: str, what: str = "statements", body: Any = None, /, kind: str = "application/json", **more: Any
    ) -> HttpResponse:
        """Ask at /xapi/…; `more` are parameters, and headers under `headers`."""
        headers = {**self.headers, **cast(Mapping[str, str], more.pop("headers", {}))}
        query = urlencode({name: json.dumps(each) if isinstance(each, dict) else each for name, each in more.items()})
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        address = f"/xapi/{what}" + (f"?{query}" if query else "")
        return cast(HttpResponse, self.browser.generic(method, address, data, content_type=kind, headers=headers))

    def tell(self, *statements: Json) -> list[str]:
        """Keep statements."""
        response = self.ask("POST", "statements", list(statements))
        assert response.status_code == 200, response.content
        return cast(list[str], json.loads(response.content))

    def found(self, **query: Any) -> list[str]:
        """The ids of the statements of a first page."""
        response = self.ask("GET", **query)
        assert response.status_code == 200, response.content
        return [one["id"] for one in json.loads(response.content)["statements"]]

"""Somebody who takes a sample course, and a device of theirs."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content.actions import publish
from takwin.content.models import Release
from takwin.desk.queries import store_of
from takwin.learning import actions
from takwin.learning.models import Enrolment
from takwin.lib.ids import uuid7

COURSES = Path(__file__).resolve().parents[3] / "courses"
SAMPLE = "feedback-to-a-colleague"


def sample(name: str = SAMPLE) -> Release:
    """A sample course, published."""
    return publish(COURSES / name, None, timezone.now()).release


def enrolment(person: Person, release: Release) -> Enrolment:
    """Somebody who takes a course since yesterday."""
    joined = timezone.now() - timedelta(days=9)
    return actions.enrol(person, actions.create_run(release), joined)


def act(
    enrolment: Enrolment, kind: str, at: datetime | None = None, uid: UUID | None = None, **said: Any
) -> dict[str, Any]:
    """An act as a device tells it."""
    when = at or timezone.now() - timedelta(days=1)
    return {"id": str(uid or uuid7()), "enrolment": str(enrolment.uid), "kind": kind, "at": when.isoformat(), **said}


def batch(person: Person, *acts: Any, sent: datetime | None = None) -> dict[str, Any]:
    """A batch of acts."""
    return {
        "person": str(store_of(person)),
        "device": str(uuid7()),
        "sent": (sent or timezone.now()).isoformat(),
        "acts": list(acts),
    }


def send(browser: Client, told: Any) -> Any:
    """Send a batch."""
    return browser.post("/desk/acts", json.dumps(told), content_type="application/json")

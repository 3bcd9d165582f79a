"""What other systems tell a grown site: `python -m bench.record.others N`, in a site's environment, lets the record's own door take so
many statements, as if they had come over three years.

Who acts, what about and under whose guidance is told more often of some than of others; some of what is common never meets (a lesson is
never answered, the people of one course never see another)."""

import base64
import json
import os
import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from uuid import UUID

HOME = "https://lms.example.org"
KEY = "others"
"""User and password of the key they come with."""
PEOPLE, COURSES, ACTIVITIES, TUTORS = 20_000, 10, 60, 12
OVER = timedelta(days=3 * 365)
BATCH = 200
ADL = "http://adlnet.gov/expapi/verbs/"
OF_QUESTIONS, OF_LESSONS = ("answered", "passed", "failed"), ("experienced", "completed", "terminated")
Json = dict[str, Any]


def account(name: str) -> Json:
    """Somebody of another platform."""
    return {"objectType": "Agent", "account": {"homePage": HOME, "name": name}}


def statement(chance: random.Random, at: datetime) -> Json:
    """One statement of another platform, about 900 bytes."""
    course = int(COURSES * chance.random() ** 2)
    person = course + COURSES * int(PEOPLE / COURSES * chance.random() ** 3)
    number = int(ACTIVITIES * chance.random() ** 2)
    question = number % 2 == 1
    verb = (OF_QUESTIONS if question else OF_LESSONS)[min(2, int(chance.expovariate(1.5)))]
    parent = f"{HOME}/courses/{course}"
    context: Json = {
        "registration": str(UUID(int=(0x11111111 << 96) | (4 << 76) | (2 << 62) | person)),
        "instructor": account(f"tutor-{person % TUTORS}"),
        "contextActivities": {"parent": [{"id": parent}]},
        "platform": "Example LMS",
    }
    kind = "cmi.interaction" if question else "lesson"
    about: Json = {
        "id": f"{parent}/activities/{number}",
        "definition": {"name": {"en": "A question"}, "type": f"http://adlnet.gov/expapi/activities/{kind}"},
    }
    if question:
        about["definition"]["interactionType"] = "choice"
    return {
        "id": str(UUID(bytes=chance.randbytes(16), version=4)),
        "actor": account(f"p{person}"),
        "verb": {"id": ADL + verb, "display": {"en": verb}},
        "object": about,
        "result": {"score": {"scaled": 0.5, "raw": 1, "min": 0, "max": 2}, "duration": "PT12S"} if question else {},
        "context": context,
        "timestamp": at.isoformat().replace("+00:00", "Z"),
    }


def batches(many: int, until: datetime) -> Iterator[tuple[datetime, list[Json]]]:
    """All of them in the order of time, so many at a time, each with when it comes."""
    chance = random.Random(3)  # noqa: S311 - nothing secret is made of it
    for first in range(0, many, BATCH):
        at = until - OVER * (many - first) / many
        yield at, [statement(chance, at) for _ in range(min(BATCH, many - first))]


def main() -> None:
    """Tell them."""
    from takwin.config import site

    site.enter(Path(os.environ["TAKWIN_DATA"]))
    from django.test import Client
    from django.utils import timezone

    from takwin.records.lrs import actions
    from takwin.records.lrs.actions import receiving

    now, clock = timezone.now(), SimpleNamespace(now=timezone.now)
    actions.make_key(KEY, KEY, "site", ["all"], now)
    lms = Client(
        headers={
            "host": "localhost",
            "X-Experience-API-Version": "2.0.0",
            "Authorization": "Basic " + base64.b64encode(f"{KEY}:{KEY}".encode()).decode(),
        }
    )
    with patch.object(receiving, "timezone", clock):
        for at, several in batches(int(sys.argv[1]), now - timedelta(days=1)):
            clock.now = lambda at=at: at
            response = lms.post("/xapi/statements", json.dumps(several), content_type="application/json")
            if response.status_code != 200:
                raise RuntimeError(f"{response.status_code}: {response.content[:500]!r}")


if __name__ == "__main__":
    main()

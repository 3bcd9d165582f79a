"""A site with keys, and people who completed a course."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from takwin.accounts.models import Person
from takwin.credentials import keys
from takwin.credentials.actions import lists
from takwin.credentials.followers import FOLLOWERS
from takwin.credentials.models import Credential
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Run
from takwin.learning.tests import builders
from takwin.records.following import follow_all

Award = Callable[..., Credential]


@pytest.fixture
def site(settings: Settings, tmp_path: Path) -> Path:
    """A data folder with keys; the site is https://school.example."""
    settings.KEYS, settings.CERTIFICATES = tmp_path / "keys", tmp_path / "certificates"
    settings.BASE_URL, settings.ISSUER = "https://school.example", "École de démonstration"
    keys.create(settings.KEYS, datetime(2026, 11, 1, tzinfo=UTC))
    return tmp_path


def outline() -> Any:
    """Three steps and a quiz in French and Arabic."""
    made: Any = builders.outline()
    made["languages"] = ["fr", "ar"]
    made["title"] = {"fr": "Le retour à un collègue", "ar": "تقديم ملاحظات لزميل"}
    made["summary"] = {"fr": "Observer et en parler.", "ar": "الملاحظة والحديث عنها."}
    made["competencies"] = ["ict-cft/KA.6"]
    return made


def complete(enrolment: Enrolment, marks: dict[str, int] | None = None) -> None:
    """Follow every step and answer the questions with these marks."""
    for item, mark in (marks or {"q1": 100, "q2": 150}).items():
        now = timezone.now()
        result = {"n": 1, "raw": mark, "asked": "a"}
        told = learning.sentence(enrolment, "answered", f"course/essai/item/{item}", now, result)
        with transaction.atomic():
            learning.tell(enrolment, told, now)
    for step in builders.STEPS:
        learning.finish_step(enrolment, step, timezone.now())


@pytest.fixture
def award(site: Path, db: None) -> Award:
    """Gives a person a credential through the course, the record and the follower."""

    def awarded(person: Person, **marks: int) -> Credential:
        run = Run.objects.first() or builders.run(outline())
        complete(learning.enrol(person, run, timezone.now()), marks or None)
        follow_all(FOLLOWERS)
        return Credential.objects.get(person=person, replaced_by=None)

    return awarded


@pytest.fixture(autouse=True)
def _places_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Random places of the lists come from a seeded source."""
    from random import Random

    monkeypatch.setattr(lists, "RANDOM", Random(7))

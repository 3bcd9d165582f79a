"""Runs with tutors, for tests."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from takwin.accounts.models import Person
from takwin.learning.actions import enrol
from takwin.learning.models import Enrolment, Run
from takwin.learning.tests import builders as learning
from takwin.scenarios.supervision import ROLES
from takwin.tutoring import actions
from takwin.tutoring.models import Tutor


def run(*interventions: dict[str, Any]) -> Run:
    """A run of a course with these interventions in its scenario."""
    content = learning.outline()
    if interventions:
        content["supervision"] = {"interventions": list(interventions), "group": 2, "cohort": 4}
    return learning.run(content)


def intervention(name: str, sign: str, *days: int, **more: Any) -> dict[str, Any]:
    """One of a scenario, as a release holds it."""
    return {
        "id": name, "role": "organisational", "initiative": "proactive", "addressee": "individual", "channel": "message",
        "trigger": {"sign": sign, "days": list(days)}, "within": 24, "minutes": 5, "per": "person", "share": 100, "step": "", "task": "",
        "quiz": "", "texts": {"fr": "Bonjour {name}, {course} vous attend. {tutor}"}, **more,
    }  # fmt: skip


def tutor(
    run: Run, person: Person, by: Person, now: datetime, roles: Iterable[str] = ROLES, minutes: int = 60
) -> Tutor:
    """Somebody who was named."""
    return actions.appoint(run, person, roles, minutes, by, now)


def joined(run: Run, person: Person, at: datetime) -> Enrolment:
    """Somebody who has joined and opened nothing."""
    return enrol(person, run, at)

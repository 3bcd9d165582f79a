"""Meetings for tests."""

from datetime import UTC, datetime, timedelta

from takwin.accounts.models import Person
from takwin.attendance import actions
from takwin.attendance.actions import Plan
from takwin.attendance.models import RoomSession
from takwin.learning.models import Run

STARTS = datetime(2026, 12, 3, 9, tzinfo=UTC)
ENDS = STARTS + timedelta(hours=3)


def what(**others: object) -> Plan:
    """A morning in a room."""
    said = {
        "title": "Atelier 1", "place": "CRMEF de Rabat, salle 4", "starts": STARTS, "ends": ENDS, "capacity": None,
        "steps": {"before": ["one/a"], "after": ["two/c"]}, "trainers": (),
    }  # fmt: skip
    return Plan(**(said | others))  # type: ignore[arg-type]


def session(run: Run, by: Person, now: datetime = STARTS - timedelta(days=7), **others: object) -> RoomSession:
    """A meeting of a run."""
    return actions.plan(run, what(**others), by, now)
